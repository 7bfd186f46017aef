package io.vitrine.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;

/**
 * The last answers of this JVM. A query that names the function twice for a row, in its list and in
 * its condition say, has the model run once: no plan of Spark's merges two calls that it must not
 * repeat. Safe for use by many threads.
 */
final class RecentAnswers {
  private static final int KEPT = 1024;

  private final Map<Key, Row> answers =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Row> eldest) {
          return size() > KEPT;
        }
      };

  private record Key(String sha256, String fingerprint) {}

  /**
   * The answer about a picture, asked for if it is none of the last.
   *
   * @param fingerprint of model, prompt, schema and sampling
   * @param holds whether an answer may be given again
   */
  Row of(byte[] image, String fingerprint, Supplier<Row> ask, Predicate<Row> holds) {
    Key key = new Key(DigestUtils.sha256Hex(image), fingerprint);
    synchronized (answers) {
      Row known = answers.get(key);
      if (known != null) {
        return known;
      }
    }

    Row answer = ask.get();
    if (holds.test(answer)) {
      synchronized (answers) {
        answers.put(key, answer);
      }
    }

    return answer;
  }
}
