package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptFields;
import io.vitrine.prompt.PromptLibrary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.classic.UserDefinedFunctionUtils;
import org.apache.spark.sql.expressions.SparkUserDefinedFunction;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts calls of Vitrine's functions into a query's plan. Prompt and model are looked up when a
 * query names a function, so that a session without either still starts, and the mistake is told
 * before anything runs. No model is loaded before the query meets a picture.
 */
final class FunctionCalls {
  static final String DESCRIBE_PRODUCT = "describe_product";
  static final String PRODUCT_COPY = "product_copy";
  static final String IMAGE_INFO = "image_info";

  /** Where a channel's copy stands in an answer; the first that is there. */
  private static final List<String> COPY_FIELDS = List.of("marketing_copy", "text");

  /** Opening a bundle reads all of it, so once a session for each. */
  private final Map<String, ModelBundle> bundles = new ConcurrentHashMap<>();

  /** {@code describe_product(image [, prompt])}. */
  Expression describeProduct(List<Expression> arguments) {
    requireCount(DESCRIBE_PRODUCT, "(image [, prompt])", arguments, 1, 2);
    VitrineConf conf = conf();
    Optional<String> id =
        arguments.size() == 2
            ? Optional.of(constant(DESCRIBE_PRODUCT, "prompt", arguments.get(1)))
            : conf.prompt();
    return describe(DESCRIBE_PRODUCT, arguments.get(0), conf, library(conf).forAttributes(id));
  }

  /** {@code product_copy(image, channel)}. */
  Expression productCopy(List<Expression> arguments) {
    requireCount(PRODUCT_COPY, "(image, channel)", arguments, 2, 2);
    VitrineConf conf = conf();
    Prompt prompt =
        promptOf(library(conf), conf, constant(PRODUCT_COPY, "channel", arguments.get(1)));
    StructType result = DescribeProduct.result(prompt);
    String field =
        COPY_FIELDS.stream()
            .filter(name -> List.of(result.fieldNames()).contains(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Errors.invalid(
                        "Prompt '" + prompt.id() + "' writes no copy",
                        "its schema has none of " + String.join(", ", COPY_FIELDS),
                        "Use describe_product to see its answer"));
    return new GetStructField(
        describe(PRODUCT_COPY, arguments.get(0), conf, prompt),
        result.fieldIndex(field),
        Option.apply(field));
  }

  /** {@code image_info(image)}. */
  Expression imageInfo(List<Expression> arguments) {
    requireCount(IMAGE_INFO, "(image)", arguments, 1, 1);
    return call(
        IMAGE_INFO, arguments.get(0), functions.udf(new DescribeImage(), DescribeImage.RESULT));
  }

  private Expression describe(String name, Expression image, VitrineConf conf, Prompt prompt) {
    List<String> fields = PromptFields.required(prompt);
    if (!fields.isEmpty()) {
      throw Errors.invalid(
          "Prompt '" + prompt.id() + "' cannot be asked by " + name,
          "it names columns of the product table: " + String.join(", ", fields),
          "Use it with enrich, or name a prompt that needs the picture alone");
    }

    UserDefinedFunction function =
        functions
            .udf(new DescribeProduct(conf, prompt, bundle(conf)), DescribeProduct.result(prompt))
            // else the optimiser may copy the call, and the model runs once per copy
            .asNondeterministic();
    return call(name, image, function);
  }

  private static Expression call(String name, Expression image, UserDefinedFunction function) {
    Expression bytes = image;
    if (image.dataType() instanceof NullType) {
      bytes = new Literal(null, DataTypes.BinaryType);
    } else if (!(image.dataType() instanceof BinaryType)) {
      throw Errors.invalid(
          name + " cannot take a " + image.dataType().sql(),
          "it takes the bytes of a picture, BINARY",
          "Read files with binaryFile.`folder`, whose column content has them, or use unbase64");
    }

    SparkUserDefinedFunction named = (SparkUserDefinedFunction) function.withName(name);
    return UserDefinedFunctionUtils.toScalaUDF(
        named, CollectionConverters.asScala(List.of(bytes)).toSeq());
  }

  /** The prompt that fills a channel of {@code copy}. */
  private static Prompt promptOf(PromptLibrary library, VitrineConf conf, String channel) {
    Prompt usual = library.forAttributes(conf.prompt());
    if (usual.channel().equals(channel)) {
      return usual;
    }

    return library
        .forChannel(channel)
        .orElseThrow(
            () ->
                Errors.invalid(
                    "Unknown channel '" + channel + "'",
                    "there are "
                        + library.prompts().stream()
                            .map(Prompt::channel)
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    "Use one of them, or add a prompt for it to conf/prompts"));
  }

  private static PromptLibrary library(VitrineConf conf) {
    return PromptLibrary.load(conf.promptFolder());
  }

  private static VitrineConf conf() {
    return VitrineConf.ofSession(
        CollectionConverters.asJava(SparkSession.active().conf().getAll()));
  }

  private ModelBundle bundle(VitrineConf conf) {
    return bundles.computeIfAbsent(
        conf.model(),
        model ->
            ModelBundle.open(
                BundleFiles.local(
                    model,
                    conf.modelPublicKey(),
                    SparkSession.active().sessionState().newHadoopConf())));
  }

  /** The text that an argument is, whatever the rows are: it decides what the function gives. */
  private static String constant(String function, String name, Expression argument) {
    Object value = argument.foldable() ? argument.eval(null) : null;
    if (value == null || !(argument.dataType() instanceof StringType)) {
      throw Errors.invalid(
          "The " + name + " of " + function + " cannot be " + argument.sql(),
          "it must be a text that is the same for all rows",
          "Write it as a text, such as 'title'");
    }

    return value.toString();
  }

  private static void requireCount(
      String function, String signature, List<Expression> arguments, int least, int most) {
    if (arguments.size() < least || arguments.size() > most) {
      throw Errors.invalid(
          function + " cannot take " + arguments.size() + " arguments",
          "it is " + function + signature,
          "Correct the call");
    }
  }
}
