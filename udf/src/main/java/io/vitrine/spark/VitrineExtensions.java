package io.vitrine.spark;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Brings Vitrine's functions into a Spark SQL session: {@code
 * spark.sql.extensions=io.vitrine.spark.VitrineExtensions}. Needs the jar and nothing else;
 * settings are the session's own {@code spark.vitrine.*}, then those of {@code
 * conf/vitrine.properties}.
 */
public final class VitrineExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    FunctionCalls calls = new FunctionCalls();
    inject(
        extensions,
        FunctionCalls.DESCRIBE_PRODUCT,
        "_FUNC_(image [, prompt]) - What the model sees in a picture's bytes: the fields of the"
            + " prompt's schema, status, error_code and error_message; null for null.",
        calls::describeProduct);
    inject(
        extensions,
        FunctionCalls.PRODUCT_COPY,
        "_FUNC_(image, channel) - Copy for a channel about a picture's bytes; null for null and"
            + " for a picture that cannot be described.",
        calls::productCopy);
    inject(
        extensions,
        FunctionCalls.IMAGE_INFO,
        "_FUNC_(image) - Format, width, height and sha256 of a picture's bytes, told without a"
            + " model; error_code where they are no picture.",
        calls::imageInfo);
    ServiceLoader.load(SessionPart.class, VitrineExtensions.class.getClassLoader())
        .forEach(part -> part.accept(extensions));
    return BoxedUnit.UNIT;
  }

  private static void inject(
      SparkSessionExtensions extensions,
      String name,
      String usage,
      Function<List<Expression>, Expression> builder) {
    ExpressionInfo info =
        new ExpressionInfo(
            VitrineExtensions.class.getName(), null, name, usage, "", "", "", "", "", "", "");
    Function1<Seq<Expression>, Expression> call =
        new AbstractFunction1<>() {
          @Override
          public Expression apply(Seq<Expression> arguments) {
            return builder.apply(CollectionConverters.asJava(arguments));
          }
        };
    extensions.injectFunction(new Tuple3<>(new FunctionIdentifier(name), info, call));
  }
}
