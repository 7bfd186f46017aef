package io.vitrine.generate;

import java.util.List;
import java.util.Map;

/**
 * One picture and what is wanted of it.
 *
 * @param productId null in a row that lacks its key
 * @param imageUri as it stands in the product table; null in a row that lacks its key
 * @param imageVersion null when no listing knew the picture
 * @param image the bytes, where the table itself holds them; null when they must be fetched
 * @param fields values of the columns that prompts name; a missing value is an empty text
 * @param wanted the answers that are missing, at least one
 */
public record PictureJob(
    String productId,
    String imageUri,
    String imageVersion,
    byte[] image,
    Map<String, String> fields,
    List<Wanted> wanted) {

  /**
   * An answer that is wanted.
   *
   * @param prompt index into the run's prompts
   * @param fingerprint what the answer will be filed under
   * @param replaces whether the tables may hold an older answer
   */
  public record Wanted(int prompt, String fingerprint, boolean replaces) {}

  /** The seed of its answers: the same for its key, whenever and beside whatever it runs. */
  long seed() {
    return Fingerprint.seed(List.of(productId, imageUri));
  }

  /** The same job without the bytes, once they are no longer needed. */
  PictureJob withoutImage() {
    return image == null
        ? this
        : new PictureJob(productId, imageUri, imageVersion, null, fields, wanted);
  }
}
