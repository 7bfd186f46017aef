package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticExecutorsTest {
  @TempDir private Path dir;

  /** R20. */
  @Test
  void tasksThatRunTwiceAndExecutorsThatComeAndGoLeaveWhatAnUndisturbedRunLeaves()
      throws Exception {
    Path events = dir.resolve("events");
    ChildSpark.run(
        ElasticExecutors.class,
        dir,
        TestPictures.folder(dir.resolve("pictures"), ElasticExecutors.PICTURES),
        StubBundle.write(dir.resolve("model"), "1"),
        events);
    assertThat(dir.resolve("held")).as("a task that never ends").exists();
    assertThat(Files.readAllLines(events))
        .contains("a speculative task was first", "an executor was decommissioned");
  }
}
