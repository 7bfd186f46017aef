package io.vitrine.spark;

import io.vitrine.generate.KnownAnswers;
import io.vitrine.generate.PictureJob;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * A task's rows, as {@link PictureRows#JOBS}: takes in the answers from before that stand ahead of
 * the jobs, and gives the jobs.
 */
final class KnownRows implements Iterator<PictureJob>, KnownAnswers {
  private final Iterator<Row> rows;
  private final Map<Key, Map<String, Object>> answers = new HashMap<>();
  private Row next;

  private record Key(String sha256, String fingerprint) {}

  KnownRows(Iterator<Row> rows) {
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      Row row = rows.next();
      if (PictureRows.isKnown(row)) {
        PictureRows.KnownAnswer answer = PictureRows.known(row);
        answers.put(new Key(answer.sha256(), answer.fingerprint()), answer.values());
      } else {
        next = row;
      }
    }

    return next != null;
  }

  @Override
  public PictureJob next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    Row row = next;
    next = null;
    return PictureRows.job(row);
  }

  @Override
  public Map<String, Object> find(String sha256, String fingerprint) {
    return answers.get(new Key(sha256, fingerprint));
  }
}
