package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.vitrine.error.Errors;
import io.vitrine.schema.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * {@code attributes}: one row per picture, its newest result. Fields that a team adds to the output
 * schema become columns behind ours; once there, a column stays.
 */
public final class AttributesTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("product_id", StringType, "Key, with image_uri"),
            required("image_uri", StringType, "As in the product table, or sha256:<hex> for bytes"),
            optional("image_version", StringType, "Etag, or size and time of modification"),
            required("image_sha256", StringType, "Hash of the picture's bytes"),
            required("category", StringType, "Product type"),
            required("color", StringType, "Main colour"),
            required("material", StringType, "Main material"),
            required("key_features", DataTypes.createArrayType(StringType), "What is worth saying"),
            required("fingerprint", StringType, "Hash of model, prompt, schema and sampling"),
            required("model", StringType, "Model that answered, name@version"),
            required("prompt", StringType, "Prompt that was asked, id@version"),
            required("run_id", StringType, "Run that wrote this row"),
            required("enriched_at", TimestampType, "When the model answered"),
            optional("chunk", LongType, "Chunk whose row in chunks makes this one count"),
            optional(
                "spelled",
                DataTypes.createMapType(StringType, StringType),
                "By column, what the model wrote where the taxonomy has another spelling")
          });

  /** Letters of any script: what Delta takes as a column's name without more ado. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  private final List<StructField> further;

  /**
   * @param further columns beyond ours, made by {@link #column}
   */
  AttributesTable(SparkSession spark, Path warehouse, List<StructField> further) {
    super(spark, warehouse);
    this.further = List.copyOf(further);
  }

  /**
   * The column of a field that a team has added to an output schema.
   *
   * @param comment what it means, for people
   * @throws io.vitrine.error.VitrineException when its name cannot be a column's beside ours
   */
  public static StructField column(Field field, String comment) {
    String name = field.name();
    if (!NAME.matcher(name).matches()) {
      throw Errors.invalid(
          "The field '" + name + "' cannot become a column of attributes",
          "a column's name is of letters, digits and _",
          "Give it another name in the output schema");
    }

    if (Arrays.stream(SCHEMA.fieldNames()).anyMatch(name::equalsIgnoreCase)) {
      throw Errors.invalid(
          "The field '" + name + "' cannot become a column of attributes",
          "the table has a column of that name for something else",
          "Give it another name in the output schema");
    }

    boolean list = field instanceof Field.TextList;
    return optional(name, list ? DataTypes.createArrayType(StringType) : StringType, comment);
  }

  @Override
  public String name() {
    return "attributes";
  }

  /** Our columns, those that a team has added before, and those that this run adds. */
  @Override
  public StructType schema() {
    List<StructField> fields = new ArrayList<>(List.of(SCHEMA.fields()));
    Stream.concat(further.stream(), Arrays.stream(present().fields()))
        .filter(field -> NAME.matcher(field.name()).matches())
        .filter(field -> fields.stream().noneMatch(f -> f.name().equalsIgnoreCase(field.name())))
        .forEach(fields::add);
    return new StructType(fields.toArray(StructField[]::new));
  }

  /** The columns that are not ours. */
  public StructType furtherColumns() {
    StructField[] all = schema().fields();
    return new StructType(Arrays.copyOfRange(all, SCHEMA.length(), all.length));
  }

  @Override
  String comment() {
    return "What the model sees in each picture, newest result";
  }

  @Override
  List<String> keys() {
    return List.of("product_id", "image_uri");
  }
}
