package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import io.vitrine.sample.SampleFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class SampleCommandTest {
  private final SparkSession spark;
  private final TestConsole console = new TestConsole();
  @TempDir private Path dir;

  SampleCommandTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void aCatalogueHasATablePicturesAndLabels() throws IOException {
    Path out = dir.resolve("catalogue");

    assertThat(sample(out, "30", "0")).isZero();

    Dataset<Row> products = spark.read().format("delta").load(out.resolve("products").toString());
    assertThat(products.columns()).containsExactly("product_id", "image_uri", "title");
    List<Row> rows = products.orderBy("product_id").collectAsList();
    assertThat(rows).hasSize(30);
    assertThat(rows).allSatisfy(row -> assertThat(out.resolve(row.getString(1))).isNotEmptyFile());
    List<String> gold = Files.readAllLines(out.resolve("gold.csv"));
    assertThat(gold).hasSize(31).first().isEqualTo("product_id,category,color,material");
    assertThat(gold.stream().skip(1))
        .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(4).doesNotContain(""));
    assertThat(Files.readAllLines(out.resolve("faults.csv")))
        .containsExactly("product_id,fault,expected_code");
  }

  @Test
  void theShareIsBrokenInEveryKnownWayAndKeepsItsLabels() throws IOException {
    Path out = dir.resolve("catalogue");

    assertThat(sample(out, "40", "0.25")).isZero();

    List<String> faults = Files.readAllLines(out.resolve("faults.csv"));
    assertThat(faults).hasSize(11);
    assertThat(faults.stream().skip(1).map(line -> line.split(",", -1)[1]).distinct().count())
        .isEqualTo(SampleFault.values().length);
    List<String> codes = Arrays.stream(ErrorCode.values()).map(Enum::name).toList();
    assertThat(faults.stream().skip(1).map(line -> line.split(",", -1)[2]))
        .allSatisfy(code -> assertThat(codes).contains(code));
    assertThat(Files.readAllLines(out.resolve("gold.csv"))).hasSize(41);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    assertThat(sample(dir.resolve("a"), "6", "0")).isZero();
    assertThat(sample(dir.resolve("b"), "6", "0")).isZero();

    try (Stream<Path> pictures = Files.list(dir.resolve("a/images"))) {
      assertThat(pictures.filter(file -> !file.getFileName().toString().startsWith(".")))
          .hasSize(6)
          .allSatisfy(
              file ->
                  assertThat(file)
                      .hasSameBinaryContentAs(dir.resolve("b/images").resolve(file.getFileName())));
    }
  }

  @Test
  void aFolderThatIsNotEmptyIsRefusedAndLeftAsItIs() throws IOException {
    Files.writeString(dir.resolve("mine.txt"), "mine");

    assertThat(sample(dir, "5", "0")).isEqualTo(2);

    assertThat(console.screen()).contains("it is not empty");
    assertThat(dir).isDirectoryNotContaining("glob:**products");
  }

  private int sample(Path out, String products, String faults) {
    return console.run(
        "sample",
        "--out",
        out.toString(),
        "--products",
        products,
        "--seed",
        "11",
        "--faults",
        faults);
  }
}
