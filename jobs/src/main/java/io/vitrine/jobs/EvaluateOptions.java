package io.vitrine.jobs;

import picocli.CommandLine.Option;

/** What tables are held against, on the command line and in SQL. */
final class EvaluateOptions {
  @Option(
      names = "--gold",
      required = true,
      paramLabel = "URI",
      description =
          "CSV or XLSX with a header: product_id (商品ID) and any of category (类目), color (颜色),"
              + " material (材质), key_features (卖点). A blank cell is not labelled.")
  private String gold;

  String gold() {
    return gold;
  }
}
