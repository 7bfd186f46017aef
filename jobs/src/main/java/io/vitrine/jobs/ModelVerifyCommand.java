package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.generate.EngineSettings;
import io.vitrine.generate.ModelVerifier;
import io.vitrine.generate.ModelVerifier.CaseResult;
import io.vitrine.model.ModelBundle;
import io.vitrine.spark.BundleFiles;
import io.vitrine.spark.VitrineConf;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks that a bundle is whole and answers here as its reference implementation did. */
@Command(
    name = "verify",
    header = "Check a bundle's hashes and replay its reference cases.",
    description = {
      "",
      "Every file must have the hash that bundle.json gives it, and bundle.json the signature of"
          + " spark.vitrine.model.publicKey where that is set. Then the model is loaded and"
          + " replays the reference cases inside the bundle. Its logits must be those of the"
          + " reference implementation, within the tolerance that bundle.json states; in fp32 its"
          + " answers must be the very tokens.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 the bundle is good, 1 it answers otherwise, 2 it is broken.",
      "",
      "Example:",
      "  ./vitrine model verify models/vitrine-nano"
    },
    mixinStandardHelpOptions = true)
final class ModelVerifyCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "1",
      paramLabel = "URI",
      description = "A directory, or the name of a bundle that comes with Vitrine.")
  private String model;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      paramLabel = "DEVICE",
      description = "Where to replay: cpu, or gpu with a number (default: ${DEFAULT-VALUE}).")
  private String device;

  ModelVerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    VitrineConf conf = VitrineConf.load(Map.of());
    ModelBundle bundle =
        ModelBundle.open(BundleFiles.local(model, conf.modelPublicKey(), hadoop()));
    context
        .console()
        .say(
            String.format(
                "· %s: every file has its hash, %s; replaying the reference cases",
                bundle.model(),
                conf.modelPublicKey().isEmpty()
                    ? "no signature was asked for"
                    : "the signature is good"));
    int cores = Runtime.getRuntime().availableProcessors();
    List<CaseResult> results =
        ModelVerifier.verify(
            new EngineSettings(
                bundle.directory(),
                device,
                conf.engineSlots(),
                /* threads= */ 1,
                cores,
                conf.engineQueueCapacity(),
                conf.engineLimits()));
    TextTable table =
        new TextTable(
                List.of("case", "tokens", "same tokens", "logit difference", "tolerated", "result"))
            .alignRight(1)
            .alignRight(2)
            .alignRight(3)
            .alignRight(4);
    results.forEach(result -> table.row(row(result)));
    table.lines().forEach(context.console().results()::println);
    long wrong = results.stream().filter(result -> !result.passed()).count();
    if (wrong > 0) {
      throw Errors.failed(
          "The bundle " + bundle.directory() + " is not fit for use here",
          wrong
              + " of "
              + results.size()
              + " reference cases came out otherwise than in the reference implementation",
          "Export the bundle again, or use the library versions it was exported for",
          /* cause= */ null);
    }
    return Exit.DONE.code();
  }

  private static List<String> row(CaseResult result) {
    return List.of(
        result.name(),
        Integer.toString(result.expected().size()),
        Integer.toString(result.sameTokens()),
        String.format(Locale.ROOT, "%.2g", result.logitDifference()),
        String.format(Locale.ROOT, "%.2g", result.accuracy().logitTolerance()),
        result.passed() ? "good" : "wrong");
  }

  /** Local bundles need no Spark. */
  private Configuration hadoop() {
    return model.matches("\\w+://.*") && !model.startsWith("file:")
        ? context.sessions().spark(model).sessionState().newHadoopConf()
        : new Configuration();
  }
}
