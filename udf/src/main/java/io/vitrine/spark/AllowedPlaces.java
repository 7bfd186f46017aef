package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Where pictures may be fetched from. A URI in a product table is data, and whoever wrote it must
 * not choose what an executor opens. Asked about every row of a table, so that places are taken
 * apart once.
 */
final class AllowedPlaces implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern WHOLE_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/*");
  private static final Pattern UPWARDS = Pattern.compile("(^|[/\\\\])\\.\\.([/\\\\]|$)");

  /** How often a name may have been encoded over and over. */
  private static final int DECODINGS = 3;

  private final List<Place> places;

  /**
   * @param places folders' URIs, such as {@code s3a://bucket/images}, or a whole scheme, such as
   *     {@code file:}
   */
  AllowedPlaces(List<String> places) {
    this.places = places.stream().map(Place::of).toList();
  }

  /**
   * One of the places.
   *
   * @param scheme in small letters
   * @param authority in small letters
   * @param folder with a slash at its end; null where the whole scheme is allowed
   */
  private record Place(String scheme, String authority, String folder) implements Serializable {
    static Place of(String text) {
      var whole = WHOLE_SCHEME.matcher(text);
      if (whole.matches()) {
        return new Place(small(whole.group(1)), /* authority= */ null, /* folder= */ null);
      }

      URI uri = new Path(text).toUri();
      return new Place(small(uri.getScheme()), small(uri.getAuthority()), slashed(uri.getPath()));
    }

    boolean isWholeScheme() {
      return folder == null;
    }

    boolean holds(URI picture) {
      return isSmall(scheme, picture.getScheme())
          && (isWholeScheme()
              || (isSmall(authority, picture.getAuthority())
                  && picture.getPath().startsWith(folder)));
    }
  }

  /** Whether a text can be a place. */
  static boolean isPlace(String text) {
    return WHOLE_SCHEME.matcher(text).lookingAt();
  }

  /**
   * Makes sure that a picture lies in one of the places, links and encoded names seen through.
   *
   * @param path with its scheme
   * @throws PictureException {@code FETCH_DENIED} when it does not
   */
  void require(Path path) throws PictureException {
    if (places.stream().noneMatch(place -> place.holds(path.toUri()))) {
      throw denied(path, "lies outside the places that pictures may come from");
    }

    if (leadsUpwards(path.toUri().getPath())) {
      throw denied(path, "leads upwards");
    }

    if (path.toUri().getScheme().equalsIgnoreCase("file") && !realFileIsInside(path)) {
      throw denied(path, "is a link that leads out of the places that pictures may come from");
    }
  }

  private static PictureException denied(Path path, String reason) {
    return new PictureException(
        ErrorCode.FETCH_DENIED,
        path + " " + reason + "; " + VitrineConf.FETCH_ALLOW_KEY + " can name further places");
  }

  private static String small(String text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }

  private static boolean isSmall(String small, String text) {
    return small.equals(text) || small.equals(small(text));
  }

  private static String slashed(String folder) {
    return folder.endsWith("/") ? folder : folder + "/";
  }

  /** A server, or a store's gateway, may decode what to us is a plain name. */
  private static boolean leadsUpwards(String path) {
    String text = path;
    for (int i = 0; i <= DECODINGS; i++) {
      if (UPWARDS.matcher(text).find()) {
        return true;
      }

      if (text.indexOf('%') < 0) {
        return false;
      }

      try {
        text = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        // a percent sign of the name's own
        return false;
      }
    }

    return false;
  }

  private boolean realFileIsInside(Path path) {
    String real = real(path.toUri().getPath());
    return real == null
        || places.stream()
            .filter(place -> place.scheme().equals("file"))
            .anyMatch(
                place ->
                    place.isWholeScheme()
                        || real.startsWith(slashed(String.valueOf(real(place.folder())))));
  }

  /** Where the file really is; null when it is not there, which the fetch will tell. */
  private static String real(String file) {
    try {
      return java.nio.file.Path.of(file).toRealPath().toString();
    } catch (IOException e) {
      return null;
    }
  }
}
