import io.vitrine.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A program for spark-submit: runs the statements of files in a session as it is configured. */
public final class RunStatements {
  private RunStatements() {}

  public static void main(String[] files) throws Exception {
    try (SparkSession spark = SparkSession.builder().enableHiveSupport().getOrCreate()) {
      for (String file : files) {
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
}
