package io.vitrine.jobs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files below a folder, at any depth. Hadoop's own recursive listing asks for every file's
 * permissions, and on a local disk, without Hadoop's native library, starts {@code ls} for each.
 */
final class FilesBelow implements RemoteIterator<FileStatus> {
  private final FileSystem files;
  private final Deque<Path> folders = new ArrayDeque<>();
  private RemoteIterator<FileStatus> listing;
  private FileStatus next;

  private FilesBelow(FileSystem files, Path folder) throws IOException {
    this.files = files;
    this.listing = files.listStatusIterator(folder);
  }

  /** A listing; an object store gives it flat, many folders with one request. */
  static RemoteIterator<? extends FileStatus> of(FileSystem files, Path folder) throws IOException {
    return files.getScheme().equals("file")
        ? new FilesBelow(files, folder)
        : files.listFiles(folder, /* recursive= */ true);
  }

  @Override
  public boolean hasNext() throws IOException {
    while (next == null) {
      if (listing.hasNext()) {
        FileStatus found = listing.next();
        if (found.isDirectory()) {
          folders.add(found.getPath());
        } else {
          next = found;
        }
      } else if (folders.isEmpty()) {
        return false;
      } else {
        listing = files.listStatusIterator(folders.remove());
      }
    }

    return true;
  }

  @Override
  public FileStatus next() throws IOException {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    FileStatus found = next;
    next = null;
    return found;
  }
}
