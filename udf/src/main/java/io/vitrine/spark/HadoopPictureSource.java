package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.generate.PictureSource;
import io.vitrine.image.BoundedBytes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.functional.FutureIO;

/** Fetches pictures from any Hadoop file system, and from the web where that is allowed. */
final class HadoopPictureSource implements PictureSource {
  private final PictureLocation location;
  private final Configuration hadoop;
  private final WebPictures web = new WebPictures();

  HadoopPictureSource(PictureLocation location, Configuration hadoop) {
    this.location = location;
    this.hadoop = hadoop;
  }

  @Override
  public byte[] fetch(String imageUri, long maxBytes) throws PictureException {
    Path path = location.path(imageUri, hadoop);
    if (WebPictures.isWeb(path)) {
      return web.fetch(imageUri, maxBytes);
    }

    try {
      FileSystem files = path.getFileSystem(hadoop);
      try (InputStream in =
          FutureIO.awaitFuture(
              files
                  .openFile(path)
                  .opt(
                      OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                      OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE)
                  .build())) {
        return BoundedBytes.read(in, maxBytes);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new PictureException(code(e), path + ": " + e.getMessage(), e);
    }
  }

  static ErrorCode code(Exception e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (e instanceof AccessDeniedException
        || e instanceof AccessControlException
        || message.contains("permission denied")
        || message.contains("response code: 403")) {
      return ErrorCode.FETCH_DENIED;
    }

    if (e instanceof FileNotFoundException) {
      return ErrorCode.FETCH_NOT_FOUND;
    }

    // SocketTimeoutException and S3A's ConnectTimeoutException among them
    if (e instanceof InterruptedIOException) {
      return ErrorCode.FETCH_TIMEOUT;
    }

    if (e instanceof UnsupportedFileSystemException || e instanceof IllegalArgumentException) {
      return ErrorCode.INPUT_INVALID;
    }

    return ErrorCode.FETCH_FAILED;
  }
}
