package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Turns an {@code image_uri} into a path, if it leads where pictures may come from. */
public final class PictureLocation implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private final String base;
  private final AllowedPlaces places;

  /**
   * @param base folder that relative ones are relative to; its pictures may be fetched
   * @param allowed further places, see {@link AllowedPlaces}
   */
  public PictureLocation(String base, List<String> allowed) {
    this.base = base;
    this.places = new AllowedPlaces(Stream.concat(Stream.of(base), allowed.stream()).toList());
  }

  /** The folder that relative ones are relative to. */
  public String base() {
    return base;
  }

  /**
   * The picture's path, with its scheme.
   *
   * @throws PictureException {@code INPUT_INVALID} when the text cannot be a path, {@code
   *     FETCH_DENIED} when pictures may not come from there
   */
  public Path path(String imageUri, Configuration hadoop) throws PictureException {
    Path path = qualified(imageUri, hadoop);
    places.require(path);
    return path;
  }

  private Path qualified(String imageUri, Configuration hadoop) throws PictureException {
    boolean absolute = imageUri.startsWith("/") || SCHEME.matcher(imageUri).matches();
    try {
      Path path = new Path(absolute ? imageUri : base + "/" + imageUri);
      if (path.toUri().getScheme() != null) {
        return path;
      }

      URI usual = FileSystem.getDefaultUri(hadoop);
      return new Path(usual.getScheme(), usual.getAuthority(), path.toUri().getPath());
    } catch (IllegalArgumentException e) {
      throw new PictureException(
          ErrorCode.INPUT_INVALID, "'" + imageUri + "' is no path: " + e.getMessage(), e);
    }
  }
}
