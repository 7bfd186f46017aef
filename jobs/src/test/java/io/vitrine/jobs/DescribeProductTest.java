package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineFunctions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class DescribeProductTest {
  private final SparkSession spark;
  @TempDir private Path dir;

  DescribeProductTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void register() {
    VitrineFunctions.register(
        spark,
        VitrineConf.of(
            Map.of(
                VitrineConf.ENGINE_FACTORY_KEY,
                StubEngineFactory.class.getName(),
                VitrineConf.MODEL_KEY,
                StubBundle.write(dir.resolve("model"), "1").toString())));
    TestPictures.folder(dir.resolve("pictures"), 4);
    spark
        .read()
        .format("binaryFile")
        .load(dir.resolve("pictures").toString())
        .createOrReplaceTempView("pictures");
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
  void nullGivesNull() {
    assertThat(spark.sql("SELECT describe_product(CAST(NULL AS BINARY))").first().isNullAt(0))
        .isTrue();
  }

  @Test
  void aBadPictureGivesItsCode() {
    Row row =
        spark.sql("SELECT d.* FROM (SELECT describe_product(CAST('text' AS BINARY)) AS d)").first();

    assertThat(row.<String>getAs("status")).isEqualTo("failed");
    assertThat(row.<String>getAs("error_code")).isEqualTo("IMAGE_UNSUPPORTED");
    assertThat(row.<String>getAs("category")).isNull();
  }
}
