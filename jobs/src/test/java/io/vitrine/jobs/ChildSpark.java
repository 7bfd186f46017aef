package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** A process with a Spark of its own, because a JVM has one, and executors in further JVMs. */
final class ChildSpark {
  private ChildSpark() {}

  /**
   * Runs a class's main method to its end, which must be a good one.
   *
   * @param dir where it is started, and where the executors' folders are put
   */
  static void run(Class<?> main, Path dir, Object... arguments) throws Exception {
    Path log = dir.resolve("log");
    ProcessBuilder builder =
        ChildJvm.of(main, arguments)
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
  }

  /** Settings of the process's Spark; what they lack is its own. */
  static SparkConf conf(String master) {
    String home = "-Dvitrine.home=" + System.getProperty("vitrine.home");
    return new SparkConf()
        .set("spark.master", master)
        .set("spark.home", System.getenv("SPARK_HOME"))
        .set("spark.driver.host", "localhost")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .set("spark.executor.extraJavaOptions", home + " -XX:TieredStopAtLevel=1")
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        // both are to be there when the work is handed out
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
        .set("spark.sql.shuffle.partitions", "2")
        .set("spark.databricks.delta.snapshotPartitions", "2")
        .set("spark.ui.enabled", "false");
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
