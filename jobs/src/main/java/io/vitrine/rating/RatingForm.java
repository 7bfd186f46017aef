package io.vitrine.rating;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.json.YamlFile;
import io.vitrine.sheet.Sheet;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * What raters are asked, as {@code conf/ratings.yaml} has it.
 *
 * @param scores what each score means, {@value #LOWEST} to {@value #HIGHEST}
 * @param tags what can be wrong with a text
 */
public record RatingForm(
    @JsonProperty(required = true) SortedMap<Integer, String> scores,
    @JsonProperty(required = true) List<String> tags) {
  public static final int LOWEST = 1;
  public static final int HIGHEST = 5;

  /**
   * Reads the file.
   *
   * @throws VitrineException when it is missing, is no such file, or does not name every score
   */
  public static RatingForm read(Path file) {
    RatingForm form =
        YamlFile.read(
            file,
            new TypeReference<RatingForm>() {},
            (reason, cause) -> refused(file, reason, cause));
    if (form.scores.size() != HIGHEST
        || form.scores.firstKey() != LOWEST
        || form.scores.lastKey() != HIGHEST) {
      throw refused(file, "its scores are " + form.scores.keySet(), null);
    }

    for (String tag : form.tags) {
      if (!tag.equals(tag.strip()) || !List.of(tag).equals(Sheet.items(tag))) {
        throw refused(file, "the tag '" + tag + "' is blank or holds a separator", null);
      }
    }

    return form;
  }

  private static VitrineException refused(Path file, String reason, Exception cause) {
    return Errors.invalid(
        "Cannot read the rating form " + file,
        reason,
        "Give scores 1 to 5 with their meanings, and tags without commas, as conf/ratings.yaml has"
            + " them",
        cause);
  }
}
