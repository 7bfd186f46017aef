package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.spark.VitrineHome;
import io.vitrine.taxonomy.Taxonomy;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
class NamedValuesTest {
  private final Dataset<Row> answers;

  NamedValuesTest(SparkSession spark) {
    this.answers =
        spark.sql(
            """
            SELECT * FROM VALUES ('A', 'Dress', 'navy', array('红')), ('B', '帽子', '红色', array('红'))
            AS t(product_id, category, color, key_features)\
            """);
  }

  @Test
  void valuesAreNamedAsTheTaxonomyDoesAndWhatWasWrittenIsKept() {
    List<Row> rows = new NamedValues(Taxonomy.load(VitrineHome.conf())).of(answers).collectAsList();

    assertThat(rows.get(0).getString(1)).isEqualTo("连衣裙");
    assertThat(rows.get(0).getString(2)).isEqualTo("藏青");
    assertThat(rows.get(0).getJavaMap(4)).isEqualTo(Map.of("category", "Dress", "color", "navy"));
    assertThat(rows.get(1).getString(1)).isEqualTo("帽子");
    assertThat(rows.get(1).isNullAt(4)).isTrue();
  }

  @Test
  void withoutATaxonomyNothingChanges() {
    List<Row> rows = new NamedValues(Taxonomy.NONE).of(answers).collectAsList();

    assertThat(rows.get(0).getString(1)).isEqualTo("Dress");
    assertThat(rows.get(0).isNullAt(4)).isTrue();
  }
}
