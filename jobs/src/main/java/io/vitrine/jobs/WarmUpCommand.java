package io.vitrine.jobs;

import io.vitrine.error.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/**
 * Goes once through what every command uses of Spark and Delta. The launcher runs it to let the JVM
 * write an archive of the classes that were loaded, which halves the start of every later command.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  private final CommandContext context;

  WarmUpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path folder = temporaryFolder();
    try {
      use(context.sessions().spark(), folder.resolve("table").toString());
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
    return Exit.DONE.code();
  }

  private static void use(SparkSession spark, String table) {
    spark
        .sql("SELECT id, cast(id AS STRING) AS name, array(id) AS list FROM range(20)")
        .repartition(2)
        .write()
        .format("delta")
        .save(table);
    spark
        .sql("SELECT id + 10 AS id, 'x' AS name, array(id) AS list FROM range(20)")
        .createOrReplaceTempView("news");
    spark.sql(
        "MERGE INTO delta.`%s` t USING news s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"
            .formatted(table));
    spark.read().format("delta").load(table).createOrReplaceTempView("warm");
    spark
        .sql(
            "SELECT name, count(*) AS n, to_json(struct(max(id), first(list))) AS json FROM warm"
                + " LEFT ANTI JOIN news USING (id) GROUP BY name ORDER BY n, name")
        .collectAsList();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("vitrine-warm-up");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
