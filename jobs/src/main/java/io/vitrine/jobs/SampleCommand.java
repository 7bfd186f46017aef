package io.vitrine.jobs;

import io.vitrine.error.Exit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renders a catalogue of any size. */
@Command(
    name = "sample",
    header = "Render a catalogue of product pictures with gold labels.",
    description = {
      "",
      "Writes OUT/products (a Delta table: product_id, image_uri, title), OUT/images/, OUT/gold.csv"
          + " (product_id, category, color, material) and OUT/faults.csv (product_id, fault,"
          + " expected_code). The same seed always gives the same catalogue. A product whose"
          + " picture is broken on purpose keeps its gold labels: what cannot be read counts as"
          + " wrong when the tables are evaluated.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine sample --out out/catalogue --products 1000 --seed 7 --faults 0.05"
    },
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "URI",
      description = "A folder that does not exist yet or is empty, on any Hadoop file system.")
  private String out;

  @Option(
      names = "--products",
      required = true,
      paramLabel = "N",
      description = "How many products.")
  private int products;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Fixes the catalogue (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--faults",
      defaultValue = "0",
      paramLabel = "P",
      description = "Share of pictures to break in known ways, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double faults;

  SampleCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Catalogue.requirePossible(products, faults);
    Console console = context.console();
    Catalogue catalogue = new Catalogue(out, products, seed, faults);
    long broken;
    try (ProgressLine progress = new ProgressLine(console)) {
      broken = new CatalogueWriter(context.sessions().spark(out), progress).write(catalogue);
    }
    console.say(
        String.format(
            Locale.ROOT,
            "%,d products in %s, %,d of them with a broken picture",
            products,
            out,
            broken));
    console.say("");
    console.say(
        "Next:  ./vitrine enrich --products " + catalogue.productsTable() + " --warehouse URI");
    return Exit.DONE.code();
  }
}
