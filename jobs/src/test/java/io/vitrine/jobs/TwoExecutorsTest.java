package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoExecutorsTest {
  @TempDir private Path dir;

  @Test
  void eachExecutorLoadsTheModelOnceAndIsReplacedWhenItsDeviceIsLost() throws Exception {
    Path pictures = TestPictures.folder(dir.resolve("pictures"), 60);
    Path result = dir.resolve("result");
    ChildSpark.run(
        TwoExecutors.class,
        dir,
        pictures,
        dir.resolve("warehouse"),
        result,
        StubBundle.write(dir.resolve("model"), "1"));

    String figures = Files.readString(result);
    assertThat(figures).startsWith("loads=2 executors=2 ok=60");
    Matcher tasks = Pattern.compile("tasks=(\\d+)").matcher(figures);
    assertThat(tasks.find()).isTrue();
    assertThat(Integer.parseInt(tasks.group(1))).isGreaterThan(20);
    assertThat(Path.of(result + "-one-lost-its-device")).hasContent("ok ok=60");
    assertThat(Files.readString(Path.of(result + "-all-lose-theirs")))
        // a third may go before the job has ended
        .matches("FAILED [23] executors ended because their devices failed: the last one was .*")
        .contains("Command exited with code 90");
  }
}
