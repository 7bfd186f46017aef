package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class SqlFunctionsTest {
  private final SparkSession spark;
  private Map<String, String> settings;
  @TempDir private Path dir;

  SqlFunctionsTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void setUpSession() {
    // a model of its own: answers about the same pictures are none of another test's
    String version = UUID.randomUUID().toString();
    settings =
        Map.of(
            VitrineConf.ENGINE_FACTORY_KEY,
            StubEngineFactory.class.getName(),
            VitrineConf.MODEL_KEY,
            StubBundle.write(dir.resolve("model"), version).toString());
    settings.forEach(spark.conf()::set);
    TestPictures.folder(dir.resolve("pictures"), 4);
    spark
        .read()
        .format("binaryFile")
        .load(dir.resolve("pictures").toString())
        .createOrReplaceTempView("pictures");
  }

  @AfterEach
  void forgetSettings() {
    settings.keySet().forEach(spark.conf()::unset);
  }

  @Test
  void noRowRunsTwiceHoweverOftenItsFieldsAreUsed() {
    int before = StubEngineFactory.submissions();

    List<Row> rows =
        spark
            .sql(
                """
                SELECT d.category, d.color, upper(d.material), size(d.key_features), d.status
                FROM (SELECT describe_product(content) AS d FROM pictures)
                WHERE d.status = 'ok' AND d.category IS NOT NULL
                """)
            .collectAsList();

    assertThat(rows).hasSize(4);
    assertThat(StubEngineFactory.submissions() - before).isEqualTo(4);
  }

  @Test
  void noRowRunsTwiceHoweverOftenTheQueryCallsTheFunction() {
    int before = StubEngineFactory.submissions();

    List<Row> rows =
        spark
            .sql(
                """
                SELECT describe_product(content).category, describe_product(content).color,
                  product_copy(content, 'detail')
                FROM pictures
                WHERE describe_product(content).status = 'ok'
                """)
            .collectAsList();

    assertThat(rows).hasSize(4);
    assertThat(StubEngineFactory.submissions() - before).isEqualTo(4);
  }

  @Test
  void aPromptGivesTheFieldsOfItsOwnSchema() {
    Row row =
        spark
            .sql("SELECT d.* FROM (SELECT describe_product(content, 'title') AS d FROM pictures)")
            .first();

    assertThat(row.schema().fieldNames())
        .containsExactly("text", "status", "error_code", "error_message");
    assertThat(row.<String>getAs("text")).isNotBlank();
  }

  @Test
  void aBundleThatIsNotSignedByTheConfiguredKeyDescribesNothing() {
    String key = VitrineConf.PREFIX + "model.publicKey";
    int before = StubEngineFactory.submissions();
    spark.conf().set(key, "MCowBQYDK2VwAyEApoZm1cAR5ngi54aPJtMPe0NkXgTduMjKDTKe/PSKuog=");
    try {
      assertThatThrownBy(
              () -> spark.sql("SELECT describe_product(content) FROM pictures").collectAsList())
          .hasStackTraceContaining("is not trusted");
    } finally {
      spark.conf().unset(key);
    }

    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
  }

  @Test
  void copyIsThatOfTheChannel() {
    Row row =
        spark
            .sql(
                """
                SELECT product_copy(content, 'title') = describe_product(content, 'title').text,
                  product_copy(content, 'detail') = describe_product(content).marketing_copy,
                  product_copy(CAST('text' AS BINARY), 'title')
                FROM pictures
                """)
            .first();

    assertThat(row.getBoolean(0)).isTrue();
    assertThat(row.getBoolean(1)).isTrue();
    assertThat(row.isNullAt(2)).isTrue();
  }

  @Test
  void aPictureIsToldByItsHeaderWithoutAModel() {
    int before = StubEngineFactory.submissions();

    Row row = spark.sql("SELECT i.* FROM (SELECT image_info(content) AS i FROM pictures)").first();

    assertThat(row.<String>getAs("format")).isEqualTo("jpeg");
    assertThat(row.<Integer>getAs("width")).isEqualTo(96);
    assertThat(row.<Integer>getAs("height")).isEqualTo(64);
    assertThat(row.<String>getAs("sha256")).matches("[0-9a-f]{64}");
    assertThat(row.<String>getAs("error_code")).isNull();
    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
  }

  @Test
  void nullGivesNull() {
    Row row =
        spark
            .sql(
                "SELECT describe_product(CAST(NULL AS BINARY)), product_copy(NULL, 'title'),"
                    + " image_info(NULL)")
            .first();

    assertThat(List.of(row.isNullAt(0), row.isNullAt(1), row.isNullAt(2))).containsOnly(true);
  }

  @Test
  void aBadPictureGivesItsCode() {
    Row row =
        spark
            .sql(
                """
                SELECT d.*, i.error_code AS info
                FROM (SELECT describe_product(CAST('text' AS BINARY)) AS d,
                  image_info(CAST('text' AS BINARY)) AS i)
                """)
            .first();

    assertThat(row.<String>getAs("status")).isEqualTo("failed");
    assertThat(row.<String>getAs("error_code")).isEqualTo("IMAGE_UNSUPPORTED");
    assertThat(row.<String>getAs("category")).isNull();
    assertThat(row.<String>getAs("info")).isEqualTo("IMAGE_UNSUPPORTED");
  }

  @Test
  void aMistakeIsToldBeforeAnythingRuns() {
    assertThatThrownBy(() -> spark.sql("SELECT describe_product('p.jpg')"))
        .hasMessageContaining("cannot take a STRING");
    assertThatThrownBy(() -> spark.sql("SELECT describe_product(content, 'ttle') FROM pictures"))
        .hasMessageContaining("Unknown prompt")
        .hasMessageContaining("title");
    assertThatThrownBy(() -> spark.sql("SELECT product_copy(content, path) FROM pictures"))
        .hasMessageContaining("the same for all rows");
    assertThatThrownBy(() -> spark.sql("SELECT product_copy(content, 'tv') FROM pictures"))
        .hasMessageContaining("Unknown channel 'tv'")
        .hasMessageContaining("note");
    assertThatThrownBy(() -> spark.sql("SELECT image_info()"))
        .hasMessageContaining("image_info(image)");
  }
}
