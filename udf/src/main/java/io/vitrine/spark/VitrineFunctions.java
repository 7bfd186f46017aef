package io.vitrine.spark;

import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptLibrary;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Vitrine's functions for SQL. */
public final class VitrineFunctions {
  private VitrineFunctions() {}

  /**
   * Makes {@code describe_product(image)} known to a session. No model is loaded before the
   * function meets a picture.
   *
   * @throws io.vitrine.error.VitrineException when the prompt or the model bundle is not as it
   *     should be
   */
  public static void register(SparkSession spark, VitrineConf conf) {
    Prompt prompt = PromptLibrary.load(VitrineHome.conf()).prompt(conf.prompt());
    PromptShape.requireAttributes(prompt);
    ModelBundle bundle =
        ModelBundle.open(BundleFiles.local(conf.model(), spark.sessionState().newHadoopConf()));
    spark
        .udf()
        .register(
            "describe_product",
            functions
                .udf(new DescribeProduct(conf, prompt, bundle.imageSize()), DescribeProduct.RESULT)
                // else the optimiser may copy the call, and the model runs once per copy
                .asNondeterministic());
  }
}
