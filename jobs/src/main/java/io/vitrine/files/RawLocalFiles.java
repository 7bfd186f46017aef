package io.vitrine.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files through the JDK. Without its native library Hadoop starts {@code chmod} for
 * every file it makes and {@code readlink} for every one it renames, hundreds of processes for one
 * small Delta commit.
 */
final class RawLocalFiles extends RawLocalFileSystem {
  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    String symbols =
        permission.getUserAction().SYMBOL
            + permission.getGroupAction().SYMBOL
            + permission.getOtherAction().SYMBOL;
    try {
      Files.setPosixFilePermissions(
          pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols));
    } catch (NoSuchFileException e) {
      throw missing(path, e);
    }
  }

  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    // links are followed, as by Hadoop, whose readlink is given a URI and so never finds one
    return getFileStatus(path);
  }

  private static FileNotFoundException missing(Path path, NoSuchFileException cause) {
    FileNotFoundException missing = new FileNotFoundException("File " + path + " does not exist");
    missing.initCause(cause);
    return missing;
  }
}
