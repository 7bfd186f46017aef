package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.Fingerprint;
import io.vitrine.model.ModelBundle;
import io.vitrine.privacy.ForbiddenClaims;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptFields;
import io.vitrine.prompt.PromptLibrary;
import io.vitrine.schema.OutputSchema;
import io.vitrine.spark.BundleFiles;
import io.vitrine.spark.PromptShape;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.AttributesTable;
import io.vitrine.table.CopyTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructField;

/**
 * What a run asks of the model about each picture.
 *
 * @param model the model's name in tables
 * @param imageSize side of the square pictures the model takes, in pixels
 * @param prompts the one for {@code detail} first, then one for each further channel
 * @param fingerprints one for each prompt
 * @param claims what the copy is held against
 */
record Ask(
    String model,
    int imageSize,
    List<Prompt> prompts,
    List<String> fingerprints,
    ForbiddenClaims claims) {

  /**
   * Reads prompts and model, and checks that they fit.
   *
   * @param promoted names of the prompts that are the default of their channel, by channel
   * @throws io.vitrine.error.VitrineException when a prompt or channel is unknown or does not fit
   *     the tables, or the bundle is broken
   */
  static Ask of(VitrineConf conf, Map<String, String> promoted, Configuration hadoop) {
    List<Prompt> prompts = prompts(conf, promoted);
    ModelBundle bundle =
        ModelBundle.open(BundleFiles.local(conf.model(), conf.modelPublicKey(), hadoop));
    return new Ask(
        bundle.model(),
        bundle.imageSize(),
        prompts,
        prompts.stream().map(p -> Fingerprint.of(bundle, p)).toList(),
        ForbiddenClaims.load(VitrineHome.conf()));
  }

  /** As {@link #of(VitrineConf, Map, Configuration)}, in a warehouse that is yet to be made. */
  static Ask of(VitrineConf conf, Configuration hadoop) {
    return of(conf, /* promoted= */ Map.of(), hadoop);
  }

  /** As {@link #prompts(VitrineConf, Map)}, as far as can be told without the warehouse. */
  static List<Prompt> prompts(VitrineConf conf) {
    return prompts(conf, /* promoted= */ Map.of());
  }

  /**
   * Reads the prompts alone, which takes no time.
   *
   * @param promoted names of the prompts that are the default of their channel, by channel
   * @throws io.vitrine.error.VitrineException when a prompt or channel is unknown or does not fit
   *     the tables
   */
  static List<Prompt> prompts(VitrineConf conf, Map<String, String> promoted) {
    PromptLibrary library = PromptLibrary.load(conf.promptFolder()).withPromoted(promoted);
    Map<String, Prompt> prompts = new LinkedHashMap<>();
    Prompt detail = library.forAttributes(conf.prompt());
    PromptShape.requireAttributes(detail);
    if (!detail.channel().equals(CopyTable.DETAIL)) {
      throw Errors.invalid(
          "Prompt '" + detail.name() + "' cannot fill the table attributes",
          "its channel is '" + detail.channel() + "'",
          "Use a prompt of the channel 'detail', such as product");
    }

    furtherColumns(detail);
    prompts.put(detail.channel(), detail);
    for (String channel : conf.channels()) {
      if (!channel.equals(CopyTable.DETAIL)) {
        Prompt prompt = forChannel(library, channel);
        Prompt other = prompts.putIfAbsent(prompt.channel(), prompt);
        if (other != null) {
          throw Errors.invalid(
              "Cannot ask both " + other.name() + " and " + prompt.name(),
              "both fill the channel '" + prompt.channel() + "', which holds one text",
              "Choose one of them, or use a warehouse for each");
        }
      }
    }

    return List.copyOf(prompts.values());
  }

  /**
   * The prompt of one entry of {@code --channels}: that of a channel, or a version by its name.
   *
   * @throws io.vitrine.error.VitrineException when there is none
   */
  private static Prompt forChannel(PromptLibrary library, String channel) {
    Prompt prompt =
        channel.contains("@")
            ? library.prompt(channel)
            : library.forChannel(channel).orElseThrow(() -> unknownChannel(library, channel));
    if (!prompt.channel().equals(CopyTable.DETAIL)) {
      PromptShape.requireText(prompt);
    }

    return prompt;
  }

  private static VitrineException unknownChannel(PromptLibrary library, String channel) {
    List<String> known = library.prompts().stream().map(Prompt::channel).distinct().toList();
    return Errors.invalid(
        "Unknown channel '" + channel + "'",
        "there are prompts for " + String.join(", ", known),
        "Use one of them, or add a prompt for it to conf/prompts");
  }

  /** Columns of {@code attributes} for the fields that a team has added to the output schema. */
  List<StructField> furtherColumns() {
    return furtherColumns(prompts.get(0));
  }

  private static List<StructField> furtherColumns(Prompt detail) {
    OutputSchema schema = detail.schema();
    return PromptShape.furtherFields(detail).stream()
        .map(
            field ->
                AttributesTable.column(
                    field,
                    schema.description(field).orElse("Field of the output schema " + schema.id())))
        .toList();
  }

  /** Names of the prompts to which the same picture has the same answer, always. */
  List<String> repeatable() {
    return prompts.stream().filter(p -> p.sampling().repeatable()).map(Prompt::name).toList();
  }

  /** Columns of the product table that the prompts may use. */
  List<String> fields() {
    return prompts.stream().flatMap(p -> PromptFields.of(p).stream()).distinct().toList();
  }

  /** Those of them that the product table must have. */
  List<String> requiredFields() {
    return prompts.stream().flatMap(p -> PromptFields.required(p).stream()).distinct().toList();
  }
}
