package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.vitrine.taxonomy.Taxonomy;
import io.vitrine.taxonomy.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Names the texts of columns as the taxonomy does, and keeps what was written instead. */
final class NamedValues {
  private static final String SPELLED = "spelled";

  private final Taxonomy taxonomy;

  NamedValues(Taxonomy taxonomy) {
    this.taxonomy = taxonomy;
  }

  /** Adds the column {@code spelled}: texts as they were, by column; null where all stayed. */
  Dataset<Row> of(Dataset<Row> rows) {
    List<String> texts =
        Arrays.stream(rows.schema().fields())
            .filter(field -> field.dataType().equals(DataTypes.StringType))
            .map(StructField::name)
            .toList();
    List<Column> written = new ArrayList<>();
    Map<String, Column> named = new HashMap<>();
    for (String column : taxonomy.described(texts)) {
      named.put(column, named(column));
      written.add(
          when(
              not(col(column).eqNullSafe(named(column))),
              struct(lit(column).as("column"), col(column).as("text"))));
    }

    if (named.isEmpty()) {
      return rows.withColumn(SPELLED, lit(null).cast("map<string,string>"));
    }

    Column changed = filter(array(written.toArray(Column[]::new)), Column::isNotNull);
    return rows.withColumn(SPELLED, when(size(changed).gt(0), map_from_entries(changed)))
        .withColumns(named);
  }

  private Column named(String column) {
    Terms terms = taxonomy.terms(column);
    UDF1<String, String> name = terms::canonical;
    return udf(name, DataTypes.StringType).apply(col(column));
  }
}
