package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the packed jar, as a person starts it; nothing here builds. */
class LauncherIT {
  private static final Path ROOT = Path.of(System.getProperty("vitrine.home"));

  /** The log of a Delta table without rows. */
  private static final String EMPTY_TABLE =
      """
      {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
      {"metaData":{"id":"empty","format":{"provider":"parquet","options":{}},"schemaString":\
      "{\\"type\\":\\"struct\\",\\"fields\\":[{\\"name\\":\\"product_id\\",\
      \\"type\\":\\"string\\",\\"nullable\\":true,\\"metadata\\":{}}]}",\
      "partitionColumns":[],"configuration":{},"createdTime":0}}
      """;

  @TempDir private Path home;

  /** A finished build to start from: the launcher itself, and links to what it needs. */
  @BeforeEach
  void lay() throws IOException {
    Files.copy(ROOT.resolve("vitrine"), home.resolve("vitrine"));
    Files.setPosixFilePermissions(
        home.resolve("vitrine"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(home.resolve("jobs"));
    Files.createSymbolicLink(home.resolve("jobs/target"), ROOT.resolve("jobs/target"));
    Files.createSymbolicLink(home.resolve("conf"), ROOT.resolve("conf"));
    Path jars = Files.createDirectories(home.resolve(".vitrine/spark/jars"));
    for (String jar :
        Files.readString(ROOT.resolve("jobs/target/spark-class-path.txt")).strip().split(":", -1)) {
      Files.createSymbolicLink(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
    }
    // no archive of classes: making one takes longer than these tests
    Files.createFile(
        home.resolve(".vitrine/spark/classes-" + System.getProperty("java.version") + ".jsa"));
    Files.createFile(home.resolve(".vitrine/built"));
  }

  /** Left in the folder, each would be a warning of JUnit's. */
  @AfterEach
  void takeLinksAway() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  @Test
  void resultsGoToStdoutAndNothingElseGoesToTheScreen() throws Exception {
    Path tables = home.resolve("tables");
    Finished sample =
        run(
            Map.of(),
            "sample",
            "--out",
            tables.toString(),
            "--master",
            "local[1]",
            "--products",
            "2");
    Files.move(tables.resolve("products"), tables.resolve("attributes"));

    Finished sql =
        run(
            Map.of("LC_ALL", "C"),
            "sql",
            "--conf=spark.sql.session.timeZone=Asia/Shanghai",
            "--warehouse",
            tables.toString(),
            "--format",
            "csv",
            "SELECT '帽子' AS hat, current_timezone() AS zone, count(*) AS n FROM attributes");

    assertThat(sample.exit()).as(sample.screen()).isZero();
    assertThat(sample.results()).isEmpty();
    assertThat(sql.exit()).as(sql.screen()).isZero();
    assertThat(sql.results()).isEqualTo("hat,zone,n\n帽子,Asia/Shanghai,2\n");
    assertThat(sql.screen()).isEmpty();
    try (Stream<Path> logs = Files.list(home.resolve(".vitrine/log"))) {
      assertThat(logs).hasSize(2).allSatisfy(log -> assertThat(log).isNotEmptyFile());
    }
  }

  @Test
  void exitCodesComeThroughAndErrorsAreOneSentence() throws Exception {
    Finished wrong = run(Map.of(), "sql", "--warehouse", home + "/none", "SELECT 1");

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.results()).isEmpty();
    assertThat(wrong.screen().lines()).hasSize(1).first().asString().contains("no warehouse at");
  }

  @Test
  void aPropertiesFileAddsToOurDefaults() throws Exception {
    Path tables = home.resolve("tables");
    Files.writeString(
        Files.createDirectories(tables.resolve("attributes/_delta_log"))
            .resolve("00000000000000000000.json"),
        EMPTY_TABLE);
    Path properties =
        Files.writeString(home.resolve("my.properties"), "spark.app.id.mine from-the-file\n");

    Finished sql =
        run(
            Map.of(),
            "sql",
            "--warehouse",
            tables.toString(),
            "--format",
            "csv",
            "--properties-file",
            properties.toString(),
            "SET");

    assertThat(sql.exit()).as(sql.screen()).isZero();
    assertThat(sql.results()).contains("spark.app.id.mine,from-the-file", "spark.app.name,vitrine");
  }

  @Test
  void aDistributionIsUsedWithWhatItLacks() throws Exception {
    Path distribution = home.resolve("distribution");
    Files.createDirectories(distribution.resolve("conf"));
    Files.writeString(distribution.resolve("conf/spark-defaults.conf"), "spark.master yarn\n");
    Path submit = distribution.resolve("bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(
        submit,
        "#!/bin/sh\nprintf '%s\\n' \"$@\"\ncat \"$SPARK_CONF_DIR/spark-defaults.conf\"\nexit 7\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));

    Finished run =
        run(
            Map.of("SPARK_HOME", distribution.toString()),
            "evaluate",
            "--num-executors",
            "4",
            "--gold",
            "g.csv");

    assertThat(run.exit()).isEqualTo(7);
    List<String> lines = run.results().lines().toList();
    assertThat(lines)
        .containsSubsequence("--class", "io.vitrine.jobs.Main", "--num-executors", "4")
        .containsSubsequence(
            home.toRealPath().resolve("jobs/target/vitrine.jar").toString(),
            "evaluate",
            "--gold",
            "g.csv")
        .containsSubsequence("spark.app.name        vitrine", "spark.master yarn")
        .anyMatch(line -> line.contains("/delta-spark_") && line.contains("/hadoop-aws-"));
  }

  @Test
  void anOptionWithoutItsValueIsUsage() throws Exception {
    Finished run = run(Map.of(), "sql", "--master");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.screen()).contains("--master needs a value");
  }

  @Test
  void aJavaThatIsNotThereIsToldWithWhatToDo() throws Exception {
    Finished run = run(Map.of("JAVA_HOME", "/nowhere"), "--version");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.screen()).contains("/nowhere/bin/java", "Install a JDK 17");
  }

  private record Finished(int exit, String results, String screen) {}

  private Finished run(Map<String, String> environment, String... arguments) throws Exception {
    Path results = Files.createTempFile(home, "results", ".txt");
    Path screen = Files.createTempFile(home, "screen", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(home.resolve("vitrine").toString()), Arrays.stream(arguments))
                .toList());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR", "VITRINE_LOG"));
    builder.environment().putAll(environment);
    Process process =
        builder.redirectOutput(results.toFile()).redirectError(screen.toFile()).start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return new Finished(process.exitValue(), Files.readString(results), Files.readString(screen));
  }
}
