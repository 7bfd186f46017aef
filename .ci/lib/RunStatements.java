import io.vitrine.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A client of Spark Connect: RunStatements sc://HOST:PORT FILE… runs the files' statements. */
class RunStatements {
  private static final int TRIES = 90;

  public static void main(String[] args) throws Exception {
    try (SparkSession spark = connect(args[0])) {
      for (String file : List.of(args).subList(1, args.length)) {
        long rows = 0;
        List<String> statements = Notebook.statements(Files.readString(Path.of(file)));
        for (String statement : statements) {
          List<Row> found = spark.sql(statement).collectAsList();
          rows += found.size();
        }

        if (rows == 0) {
          throw new IllegalStateException("Nothing of " + file + " has a row");
        }

        System.out.printf("ok  %s: %d statements, %d rows%n", file, statements.size(), rows);
      }
    }
  }

  /** The server takes its time to come up. */
  private static SparkSession connect(String url) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        SparkSession spark = SparkSession.builder().remote(url).getOrCreate();
        spark.sql("SELECT 1").collectAsList();
        return spark;
      } catch (RuntimeException e) {
        if (attempt == TRIES) {
          throw e;
        }

        Thread.sleep(1000);
      }
    }
  }
}
