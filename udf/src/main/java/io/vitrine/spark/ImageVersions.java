package io.vitrine.spark;

import io.vitrine.error.PictureException;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The version of a picture as its file system tells it, without reading the picture: the etag, or
 * size and time of modification. Null when the picture is not there or cannot be seen; whether that
 * is a fault shows when it is fetched.
 */
public final class ImageVersions implements UDF1<String, String> {
  private static final long serialVersionUID = 1L;

  private final PictureLocation location;
  private final Broadcast<SerializableConfiguration> hadoop;

  /**
   * That of the picture before, mostly the next one's too: to look it up costs more than a stat.
   */
  private transient volatile Opened opened;

  /** A file system, and the scheme and authority that it was opened for. */
  private record Opened(String scheme, String authority, FileSystem files) {
    boolean isFor(URI uri) {
      return scheme.equals(uri.getScheme()) && Objects.equals(authority, uri.getAuthority());
    }
  }

  public ImageVersions(PictureLocation location, Broadcast<SerializableConfiguration> hadoop) {
    this.location = location;
    this.hadoop = hadoop;
  }

  @Override
  public String call(String imageUri) {
    if (imageUri == null) {
      return null;
    }

    Configuration configuration = hadoop.value().value();
    try {
      Path path = location.path(imageUri, configuration);
      if (WebPictures.isWeb(path)) {
        return null;
      }

      return of(files(path, configuration).getFileStatus(path));
    } catch (PictureException | IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private FileSystem files(Path path, Configuration configuration) throws IOException {
    URI uri = path.toUri();
    Opened mine = opened;
    if (mine == null || !mine.isFor(uri)) {
      mine = new Opened(uri.getScheme(), uri.getAuthority(), path.getFileSystem(configuration));
      opened = mine;
    }

    return mine.files();
  }

  /** The version that a listing gives. */
  public static String of(FileStatus status) {
    if (status instanceof EtagSource source && source.getEtag() != null) {
      return source.getEtag();
    }

    return status.getLen() + "-" + status.getModificationTime();
  }
}
