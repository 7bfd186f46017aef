package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptLibrary;
import io.vitrine.spark.PromptShape;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.CopyTable;
import io.vitrine.table.Warehouse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version of a prompt the default of a warehouse. */
@Command(
    name = "promote",
    header = "Make a version of a prompt the default, and record why.",
    description = {
      "",
      "From then on enrich asks it in this warehouse wherever the command line names no other one."
          + " Who decided, when and on what evidence stands in the table promotions. The pictures"
          + " are asked again by the next enrich.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine promote product@2 --warehouse out/tables \\",
      "    --evidence \"20261123T130000Z-1a2b3c4d: copy usable 71 %% against 64 %%, p 0.01\""
    },
    mixinStandardHelpOptions = true)
final class PromoteCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "1",
      paramLabel = "PROMPT@VERSION",
      description = "The version, such as product@2; its file is in conf/prompts.")
  private String name;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--evidence",
      required = true,
      paramLabel = "TEXT",
      description =
          "What the decision rests on, for those who ask later: figures, the id of a run, or what"
              + " compare said.")
  private String evidence;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides; by default the user of this process.")
  private String by;

  PromoteCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    requireText("--evidence", evidence);
    String who = by == null ? System.getProperty("user.name") : by;
    requireText("--by", who);
    VitrineConf conf = VitrineConf.load(Map.of());
    PromptLibrary library = PromptLibrary.load(conf.promptFolder());
    Prompt prompt = version(library);
    boolean detail = prompt.channel().equals(CopyTable.DETAIL);
    if (detail) {
      PromptShape.requireAttributes(prompt);
    } else {
      PromptShape.requireText(prompt);
    }

    SparkSession spark = context.sessions().spark(warehouse.uri());
    Warehouse tables = Warehouse.existing(spark, warehouse.uri());
    new PromptRecords(spark, tables).requireUnchanged(List.of(prompt));
    Promotions promotions = new Promotions(spark, tables);
    promotions.requireUnchanged(List.of(prompt));
    Optional<Promotions.Promotion> now = promotions.of(prompt.channel());
    if (now.map(Promotions.Promotion::prompt).filter(prompt.name()::equals).isPresent()) {
      say(
          "%s is the default of the channel %s already: %s promoted it at %s (%s)",
          prompt.name(), prompt.channel(), now.get().by(), now.get().at(), now.get().evidence());
      return Exit.DONE.code();
    }

    Optional<String> previous =
        now.map(Promotions.Promotion::prompt)
            .or(
                () ->
                    (detail
                            ? Optional.of(library.forAttributes(Optional.empty()))
                            : library.forChannel(prompt.channel()))
                        .map(Prompt::name));
    new AuditRecords(spark, warehouse.uri())
        .during(
            "promote",
            warehouse.given(),
            () -> promotions.add(prompt, previous, who, evidence.strip()));
    say("%s is the default of the channel %s now", prompt.name(), prompt.channel());
    tellStale(tables, prompt);
    return Exit.DONE.code();
  }

  private void say(String format, Object... values) {
    context.console().say(String.format(Locale.ROOT, format, values));
  }

  private void tellStale(Warehouse tables, Prompt prompt) {
    long stale =
        tables
            .views()
            .read("v_copy")
            .where(col("channel").equalTo(prompt.channel()))
            .where(col("prompt").notEqual(prompt.name()))
            .count();
    if (stale > 0) {
      say("%,d pictures have the answer of another prompt; the next enrich asks them again", stale);
    }
  }

  private static void requireText(String option, String text) {
    if (text.isBlank()) {
      throw Errors.invalid(
          option + " cannot be empty", "it is kept with the decision", "Say it in a few words");
    }
  }

  private Prompt version(PromptLibrary library) {
    if (!name.contains("@")) {
      Prompt usual = library.prompt(name);
      throw Errors.invalid(
          "Which version of " + name + " is meant",
          "a promotion is of one version, and those of all prompts are "
              + String.join(", ", library.versions()),
          "Name it, such as " + usual.name());
    }

    return library.prompt(name);
  }
}
