package io.vitrine.jobs;

import io.vitrine.error.Errors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Knocks once at every object store that a command is about to use. A job should be patient with a
 * store that stumbles, so its retries take minutes; a wrong endpoint or key should be told within
 * seconds. So the first knock has few retries of its own.
 */
final class StorageProbe {
  private final Configuration impatient;

  StorageProbe(Configuration hadoop) {
    impatient = new Configuration(hadoop);
    impatient.setInt("fs.s3a.attempts.maximum", 1);
    impatient.setInt("fs.s3a.retry.limit", 1);
    impatient.set("fs.s3a.retry.interval", "200ms");
    impatient.set("fs.s3a.connection.establish.timeout", "3s");
    impatient.set("fs.s3a.connection.timeout", "5s");
    impatient.set("fs.s3a.connection.request.timeout", "10s");
  }

  /**
   * Knocks at the stores of these places; local files and nulls are passed over.
   *
   * @throws io.vitrine.error.VitrineException when a store cannot be reached
   */
  void check(String... places) {
    Set<String> known = new HashSet<>();
    Arrays.stream(places)
        .filter(Objects::nonNull)
        .filter(place -> place.matches("(?i)s3[an]?://.*"))
        .filter(place -> known.add(URI.create(place).getAuthority()))
        .forEach(this::knock);
  }

  private void knock(String place) {
    Path path = new Path(place);
    try (FileSystem store = FileSystem.newInstance(path.toUri(), impatient)) {
      store.getFileStatus(path);
    } catch (FileNotFoundException e) {
      // a place that is yet to be made, in a store that answers; without its bucket it does not
      StorageMistake.explain(e, place)
          .ifPresent(
              mistake -> {
                throw mistake;
              });
    } catch (IOException | IllegalArgumentException e) {
      throw StorageMistake.explain(e, place)
          .orElseGet(
              () ->
                  Errors.invalid(
                      "Cannot reach " + place,
                      Failures.reason(e),
                      "Check the address and the s3a settings",
                      e));
    }
  }
}
