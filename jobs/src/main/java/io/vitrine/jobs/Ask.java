package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.generate.Fingerprint;
import io.vitrine.generate.PromptFields;
import io.vitrine.model.ModelBundle;
import io.vitrine.privacy.ForbiddenClaims;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptLibrary;
import io.vitrine.spark.BundleFiles;
import io.vitrine.spark.PromptShape;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.CopyTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

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
   * @throws io.vitrine.error.VitrineException when a prompt or channel is unknown or does not fit
   *     the tables, or the bundle is broken
   */
  static Ask of(VitrineConf conf, Configuration hadoop) {
    List<Prompt> prompts = prompts(conf);
    ModelBundle bundle =
        ModelBundle.open(BundleFiles.local(conf.model(), conf.modelPublicKey(), hadoop));
    return new Ask(
        bundle.model(),
        bundle.imageSize(),
        prompts,
        prompts.stream().map(p -> Fingerprint.of(bundle, p)).toList(),
        ForbiddenClaims.load(VitrineHome.conf()));
  }

  /**
   * Reads the prompts alone, which takes no time.
   *
   * @throws io.vitrine.error.VitrineException when a prompt or channel is unknown or does not fit
   *     the tables
   */
  static List<Prompt> prompts(VitrineConf conf) {
    PromptLibrary library = PromptLibrary.load(VitrineHome.conf());
    List<Prompt> prompts = new ArrayList<>();
    Prompt detail = library.prompt(conf.prompt());
    PromptShape.requireAttributes(detail);
    if (!detail.channel().equals(CopyTable.DETAIL)) {
      throw Errors.invalid(
          "Prompt '" + detail.id() + "' cannot fill the table attributes",
          "its channel is '" + detail.channel() + "'",
          "Use a prompt of the channel 'detail', such as product");
    }

    prompts.add(detail);
    for (String channel : conf.channels()) {
      if (!channel.equals(CopyTable.DETAIL)) {
        prompts.add(forChannel(library, channel));
      }
    }

    return List.copyOf(prompts);
  }

  private static Prompt forChannel(PromptLibrary library, String channel) {
    Prompt prompt =
        library
            .forChannel(channel)
            .orElseThrow(
                () ->
                    Errors.invalid(
                        "Unknown channel '" + channel + "'",
                        "the prompts in "
                            + VitrineHome.conf().resolve("prompts")
                            + " fill "
                            + String.join(
                                ", ",
                                library.prompts().stream()
                                    .map(Prompt::channel)
                                    .distinct()
                                    .toList()),
                        "Use one of them, or add a prompt for it"));
    PromptShape.requireText(prompt);
    return prompt;
  }

  /** Columns of the product table that the prompts name. */
  List<String> fields() {
    return prompts.stream().flatMap(p -> PromptFields.of(p).stream()).distinct().toList();
  }
}
