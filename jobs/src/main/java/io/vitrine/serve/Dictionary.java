package io.vitrine.serve;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.ByteType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.ShortType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What JDBC's {@link DatabaseMetaData} asks of a database, with the columns that it prescribes.
 * There is one catalogue, which has no name.
 */
final class Dictionary {
  private static final String NO_CATALOG = "";
  private static final String TABLE = "TABLE";
  private static final String VIEW = "VIEW";
  private static final Integer DECIMAL = 10;

  private static final StructType CATALOGS = texts("TABLE_CAT");
  private static final StructType SCHEMAS = texts("TABLE_SCHEM", "TABLE_CATALOG");
  private static final StructType TABLE_TYPES = texts("TABLE_TYPE");

  private static final StructType TABLES =
      texts(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "TABLE_TYPE",
          "REMARKS",
          "TYPE_CAT",
          "TYPE_SCHEM",
          "TYPE_NAME",
          "SELF_REFERENCING_COL_NAME",
          "REF_GENERATION");

  private static final StructType COLUMNS =
      texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")
          .add("DATA_TYPE", IntegerType)
          .add("TYPE_NAME", StringType)
          .add("COLUMN_SIZE", IntegerType)
          .add("BUFFER_LENGTH", ByteType)
          .add("DECIMAL_DIGITS", IntegerType)
          .add("NUM_PREC_RADIX", IntegerType)
          .add("NULLABLE", IntegerType)
          .add("REMARKS", StringType)
          .add("COLUMN_DEF", StringType)
          .add("SQL_DATA_TYPE", IntegerType)
          .add("SQL_DATETIME_SUB", IntegerType)
          .add("CHAR_OCTET_LENGTH", IntegerType)
          .add("ORDINAL_POSITION", IntegerType)
          .add("IS_NULLABLE", StringType)
          .add("SCOPE_CATALOG", StringType)
          .add("SCOPE_SCHEMA", StringType)
          .add("SCOPE_TABLE", StringType)
          .add("SOURCE_DATA_TYPE", ShortType)
          .add("IS_AUTO_INCREMENT", StringType);

  private static final StructType TYPES =
      new StructType()
          .add("TYPE_NAME", StringType)
          .add("DATA_TYPE", IntegerType)
          .add("PRECISION", IntegerType)
          .add("LITERAL_PREFIX", StringType)
          .add("LITERAL_SUFFIX", StringType)
          .add("CREATE_PARAMS", StringType)
          .add("NULLABLE", ShortType)
          .add("CASE_SENSITIVE", BooleanType)
          .add("SEARCHABLE", ShortType)
          .add("UNSIGNED_ATTRIBUTE", BooleanType)
          .add("FIXED_PREC_SCALE", BooleanType)
          .add("AUTO_INCREMENT", BooleanType)
          .add("LOCAL_TYPE_NAME", StringType)
          .add("MINIMUM_SCALE", ShortType)
          .add("MAXIMUM_SCALE", ShortType)
          .add("SQL_DATA_TYPE", IntegerType)
          .add("SQL_DATETIME_SUB", IntegerType)
          .add("NUM_PREC_RADIX", IntegerType);

  private static final StructType FUNCTIONS =
      texts("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "REMARKS")
          .add("FUNCTION_TYPE", IntegerType)
          .add("SPECIFIC_NAME", StringType);

  private static final StructType PRIMARY_KEYS =
      texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")
          .add("KEY_SEQ", IntegerType)
          .add("PK_NAME", StringType);

  private static final StructType CROSS_REFERENCES =
      texts(
              "PKTABLE_CAT",
              "PKTABLE_SCHEM",
              "PKTABLE_NAME",
              "PKCOLUMN_NAME",
              "FKTABLE_CAT",
              "FKTABLE_SCHEM",
              "FKTABLE_NAME",
              "FKCOLUMN_NAME")
          .add("KEY_SEQ", IntegerType)
          .add("UPDATE_RULE", IntegerType)
          .add("DELETE_RULE", IntegerType)
          .add("FK_NAME", StringType)
          .add("PK_NAME", StringType)
          .add("DEFERRABILITY", IntegerType);

  private final SparkSession spark;

  Dictionary(SparkSession spark) {
    this.spark = spark;
  }

  Answer catalogs() {
    return Answer.of(CATALOGS, List.of());
  }

  Answer schemas(String pattern) {
    return Answer.of(
        SCHEMAS, databases(pattern).map(name -> RowFactory.create(name, NO_CATALOG)).toList());
  }

  /**
   * @param types kinds of tables that are wanted; null or empty is all
   */
  Answer tables(String schemaPattern, String tablePattern, List<String> types) {
    return Answer.of(
        TABLES,
        find(schemaPattern, tablePattern)
            .map(this::metadata)
            .filter(table -> types == null || types.isEmpty() || types.contains(kind(table)))
            .map(
                table ->
                    RowFactory.create(
                        NO_CATALOG,
                        schema(table.identifier()),
                        table.identifier().table(),
                        kind(table),
                        table.comment().getOrElse(() -> ""),
                        null,
                        null,
                        null,
                        null,
                        null))
            .toList());
  }

  Answer tableTypes() {
    return Answer.of(TABLE_TYPES, List.of(RowFactory.create(TABLE), RowFactory.create(VIEW)));
  }

  Answer columns(String schemaPattern, String tablePattern, String columnPattern) {
    Predicate<String> wanted = NamePattern.of(columnPattern);
    List<Row> rows = new ArrayList<>();
    find(schemaPattern, tablePattern)
        .forEach(
            table -> {
              StructType schema =
                  spark.table("`" + schema(table) + "`.`" + table.table() + "`").schema();
              for (int at = 0; at < schema.size(); at++) {
                if (wanted.test(schema.apply(at).name())) {
                  rows.add(column(table, schema.apply(at), at + 1));
                }
              }
            });
    return Answer.of(COLUMNS, rows);
  }

  private static Row column(TableIdentifier table, StructField field, int position) {
    DataType type = field.dataType();
    HiveType known = HiveType.of(type);
    return RowFactory.create(
        NO_CATALOG,
        schema(table),
        table.table(),
        field.name(),
        known.jdbcType(),
        type.sql(),
        HiveType.size(type),
        null,
        HiveType.scale(type),
        known.isNumber() ? DECIMAL : null,
        field.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        field.getComment().getOrElse(() -> ""),
        null,
        null,
        null,
        null,
        position,
        field.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO");
  }

  Answer types() {
    return Answer.of(TYPES, Arrays.stream(HiveType.values()).map(Dictionary::type).toList());
  }

  private static Row type(HiveType type) {
    String quote = type == HiveType.STRING ? "'" : null;
    return RowFactory.create(
        type.name(),
        type.jdbcType(),
        type.precision(),
        quote,
        quote,
        null,
        (short) DatabaseMetaData.typeNullable,
        type == HiveType.STRING,
        (short) (type.isNested() ? DatabaseMetaData.typePredNone : DatabaseMetaData.typeSearchable),
        !type.isNumber(),
        false,
        false,
        null,
        (short) 0,
        (short) (type == HiveType.DECIMAL ? type.precision() : 0),
        null,
        null,
        type.isNumber() ? DECIMAL : null);
  }

  /** Functions by their names, without what they do: reading that of all would take seconds. */
  Answer functions(String pattern) {
    Predicate<String> wanted = NamePattern.of(pattern);
    return Answer.of(
        FUNCTIONS,
        CollectionConverters.asJava(spark.sessionState().functionRegistry().listFunction()).stream()
            .map(function -> function.funcName())
            .filter(wanted)
            .distinct()
            .sorted()
            .map(
                name ->
                    RowFactory.create(
                        NO_CATALOG, null, name, "", DatabaseMetaData.functionResultUnknown, name))
            .toList());
  }

  /** There are none. */
  Answer primaryKeys() {
    return Answer.of(PRIMARY_KEYS, List.of());
  }

  /** There are none. */
  Answer crossReferences() {
    return Answer.of(CROSS_REFERENCES, List.of());
  }

  private Stream<String> databases(String pattern) {
    return CollectionConverters.asJava(catalog().listDatabases()).stream()
        .filter(NamePattern.of(pattern))
        .sorted();
  }

  /** Tables and views by database and name. */
  private Stream<TableIdentifier> find(String schemaPattern, String tablePattern) {
    Predicate<String> wanted = NamePattern.of(tablePattern);
    return databases(schemaPattern)
        .flatMap(
            database ->
                CollectionConverters.asJava(
                    catalog().listTables(database, "*", /* includeLocalTempViews= */ false))
                    .stream())
        .filter(table -> wanted.test(table.table()))
        .sorted(Comparator.comparing(Dictionary::schema).thenComparing(TableIdentifier::table));
  }

  /** Not the public catalogue, which compiles a program to list tables. */
  private SessionCatalog catalog() {
    return spark.sessionState().catalog();
  }

  private CatalogTable metadata(TableIdentifier table) {
    return catalog().getTempViewOrPermanentTableMetadata(table);
  }

  private static String schema(TableIdentifier table) {
    return table.database().get();
  }

  private static String kind(CatalogTable table) {
    return table.tableType().name().equals(VIEW) ? VIEW : TABLE;
  }

  private static StructType texts(String... names) {
    StructType columns = new StructType();
    for (String name : names) {
      columns = columns.add(name, StringType);
    }

    return columns;
  }
}
