package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.reflect.ClassTag$;

@ExtendWith(SparkFixture.class)
class ProductImagesTest {
  private final SparkSession spark;
  private final Broadcast<SerializableConfiguration> hadoop;
  @TempDir private Path dir;

  ProductImagesTest(SparkSession spark) {
    this.spark = spark;
    this.hadoop =
        spark
            .sparkContext()
            .broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()),
                ClassTag$.MODULE$.apply(SerializableConfiguration.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta", "parquet", "json", "csv"})
  void theFormatOfATableIsToldByWhatLiesThere(String format) throws IOException {
    TestPictures.folder(dir, 1);
    String table = dir.resolve("products").toString();
    spark
        .sql("SELECT '007' AS product_id, 'p0.jpg' AS image_uri, '鞋' AS title")
        .write()
        .format(format)
        .option("header", "true")
        .save(table);

    Row row = open(table).rows().collectAsList().get(0);

    assertThat(row.<String>getAs("product_id")).isEqualTo("007");
    assertThat(row.<String>getAs("title")).isEqualTo("鞋");
    Path file = dir.resolve("p0.jpg");
    assertThat(row.<String>getAs("image_version"))
        .isEqualTo(Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis());
  }

  @Test
  void aFolderOfPicturesIsATableOfItsVisiblePictures() throws IOException {
    TestPictures.folder(dir.resolve("shoes 鞋"), 2);
    Files.writeString(dir.resolve("notes.csv"), "a,b\n");
    Files.write(dir.resolve("Cap.PNG"), new byte[] {1});
    Files.createDirectories(dir.resolve("_hidden"));
    Files.write(dir.resolve("_hidden/x.jpg"), new byte[] {1});
    Files.write(dir.resolve(".y.jpg"), new byte[] {1});

    List<String> rows =
        open(dir.toString()).rows().orderBy("product_id").collectAsList().stream()
            .map(r -> r.getString(0) + " " + r.getString(1))
            .toList();

    assertThat(rows).containsExactly("Cap Cap.PNG", "p0 shoes 鞋/p0.jpg", "p1 shoes 鞋/p1.jpg");
  }

  @Test
  void theVersionOfAPictureThatIsNotThereIsNull() throws IOException {
    Path table = dir.resolve("products.csv");
    Files.writeString(table, "product_id,image_uri\na,gone.jpg\n");

    assertThat(open(table.toString()).rows().first().<String>getAs("image_version")).isNull();
  }

  @Test
  void blankKeysAreNull() throws IOException {
    Path table = dir.resolve("products.jsonl");
    Files.writeString(table, "{\"product_id\":\" \",\"image_uri\":\"\"}\n");

    Row row = open(table.toString()).rows().first();

    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
  }

  @Test
  void aSpreadsheetsByteOrderMarkIsNoPartOfAName() throws IOException {
    Path table = dir.resolve("products.csv");
    Files.writeString(table, "\uFEFFproduct_id,image_uri\na,a.jpg\n");

    assertThat(open(table.toString()).rows().first().getString(0)).isEqualTo("a");
  }

  @Test
  void aMissingColumnIsNamedTogetherWithThoseThatAreThere() throws IOException {
    Path table = dir.resolve("products.csv");
    Files.writeString(table, "id,image_uri,title\na,a.jpg,b\n");

    assertInvalid(table, "lack product_id: their columns are id, image_uri, title.");
  }

  @Test
  void anImageColumnWithoutBytesIsRefused() throws IOException {
    Path table = dir.resolve("products.csv");
    Files.writeString(table, "product_id,image\na,a.jpg\n");

    assertInvalid(table, "it holds string, not bytes");
  }

  @Test
  void nothingAtThePathIsSaidSo() {
    assertInvalid(dir.resolve("none"), "nothing is there");
  }

  @Test
  void anEmptyFolderIsRefused() {
    assertInvalid(dir, "neither a table nor pictures");
  }

  @Test
  void aFileOfAnUnknownKindIsRefused() throws IOException {
    Path table = dir.resolve("products.txt");
    Files.writeString(table, "product_id,image_uri\n");

    assertInvalid(table, "its name ends neither in .csv");
  }

  @Test
  void imagesMakeNoSenseForAFolderOfPictures() {
    TestPictures.folder(dir, 1);

    assertThatThrownBy(
            () ->
                ProductImages.open(
                    spark, hadoop, dir.toString(), Optional.of("/elsewhere"), List.of()))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("--images makes no sense here");
  }

  private ProductImages open(String uri) {
    return ProductImages.open(spark, hadoop, uri, Optional.empty(), List.of());
  }

  private void assertInvalid(Path uri, String message) {
    assertThatThrownBy(() -> open(uri.toString()))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining(uri.toString())
        .hasMessageContaining(message);
  }
}
