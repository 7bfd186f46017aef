package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
    Path log = dir.resolve("log");
    // Spark puts the executors' folders into work/ below the one it is started in
    ProcessBuilder builder =
        ChildJvm.of(
                TwoExecutors.class,
                pictures,
                dir.resolve("warehouse"),
                result,
                StubBundle.write(dir.resolve("model"), "1"))
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // what a distribution's own scripts set for its workers
    builder.environment().put("SPARK_HOME", sparkHome().toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(() -> read(log)).isZero();
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

  /** A folder whose jars/ is Spark, which is all that an executor's launcher asks for. */
  private static Path sparkHome() throws IOException {
    Path home = Path.of("target", "spark-home").toAbsolutePath();
    Files.createDirectories(home.resolve("jars"));
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
      Path link = home.resolve("jars").resolve(Path.of(entry).getFileName());
      if (entry.endsWith(".jar") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(link, Path.of(entry));
      }
    }

    return home;
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
