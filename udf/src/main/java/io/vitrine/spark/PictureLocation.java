package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Turns an {@code image_uri} into a path.
 *
 * @param base folder that relative ones are relative to
 */
public record PictureLocation(String base) implements Serializable {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  /**
   * The picture's path.
   *
   * @throws PictureException {@code INPUT_INVALID} when the text cannot be a path
   */
  public Path path(String imageUri) throws PictureException {
    boolean absolute = imageUri.startsWith("/") || SCHEME.matcher(imageUri).matches();
    try {
      return new Path(absolute ? imageUri : base + "/" + imageUri);
    } catch (IllegalArgumentException e) {
      throw new PictureException(
          ErrorCode.INPUT_INVALID, "'" + imageUri + "' is no path: " + e.getMessage(), e);
    }
  }
}
