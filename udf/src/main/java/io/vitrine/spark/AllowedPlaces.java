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
 * not choose what an executor opens.
 *
 * @param places folders' URIs, such as {@code s3a://bucket/images}, or a whole scheme, such as
 *     {@code file:}
 */
record AllowedPlaces(List<String> places) implements Serializable {
  private static final Pattern WHOLE_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/*");
  private static final Pattern UPWARDS = Pattern.compile("(^|[/\\\\])\\.\\.([/\\\\]|$)");

  /** How often a name may have been encoded over and over. */
  private static final int DECODINGS = 3;

  AllowedPlaces {
    places = List.copyOf(places);
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
    if (places.stream().noneMatch(place -> holds(place, path.toUri()))) {
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

  private static boolean holds(String place, URI picture) {
    var whole = WHOLE_SCHEME.matcher(place);
    if (whole.matches()) {
      return whole.group(1).equalsIgnoreCase(picture.getScheme());
    }

    URI folder = new Path(place).toUri();
    return same(folder.getScheme(), picture.getScheme())
        && same(folder.getAuthority(), picture.getAuthority())
        && isBelow(folder.getPath(), picture.getPath());
  }

  private static boolean same(String a, String b) {
    return String.valueOf(a)
        .toLowerCase(Locale.ROOT)
        .equals(String.valueOf(b).toLowerCase(Locale.ROOT));
  }

  private static boolean isBelow(String folder, String picture) {
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    return picture.startsWith(prefix);
  }

  /** A server, or a store's gateway, may decode what to us is a plain name. */
  private static boolean leadsUpwards(String path) {
    String text = path;
    for (int i = 0; i <= DECODINGS; i++) {
      if (UPWARDS.matcher(text).find()) {
        return true;
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
    String real = real(path);
    return real == null
        || places.stream()
            .filter(place -> place.toLowerCase(Locale.ROOT).startsWith("file:"))
            .anyMatch(
                place ->
                    WHOLE_SCHEME.matcher(place).matches()
                        || isBelow(String.valueOf(real(new Path(place))), real));
  }

  /** Where the file really is; null when it is not there, which the fetch will tell. */
  private static String real(Path path) {
    try {
      return java.nio.file.Path.of(path.toUri().getPath()).toRealPath().toString();
    } catch (IOException e) {
      return null;
    }
  }
}
