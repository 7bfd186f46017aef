package io.vitrine.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/** Writes small files so that of several writers exactly one wins, as far as the store can. */
final class PutIfAbsent {
  private final FileSystem files;

  PutIfAbsent(FileSystem files) {
    this.files = files;
  }

  /**
   * Writes a file whole, unless there is one.
   *
   * @return whether this call wrote it
   */
  boolean create(Path path, byte[] content) throws IOException {
    try {
      if (isLocal()) {
        link(path, content);
      } else if (isConditional(path)) {
        // the store itself decides, when the stream is closed
        FSDataOutputStreamBuilder<?, ?> conditional = files.createFile(path).overwrite(true);
        conditional.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (OutputStream out = conditional.build()) {
          out.write(content);
        }
      } else {
        try (OutputStream out = files.create(path, /* overwrite= */ false)) {
          out.write(content);
        }
      }

      return true;
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      // stores name a lost race differently
      if (files.exists(path)) {
        return false;
      }

      throw e;
    }
  }

  /** Writes a file whole, over the one that is there. */
  void replace(Path path, byte[] content) throws IOException {
    if (isLocal()) {
      java.nio.file.Path part = part(path, content);
      Files.move(
          part, local(path), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return;
    }

    try (OutputStream out = files.create(path, /* overwrite= */ true)) {
      out.write(content);
    }
  }

  private boolean isLocal() {
    return files.getScheme().equals("file");
  }

  private boolean isConditional(Path path) throws IOException {
    return files.hasPathCapability(
        path, CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE);
  }

  /** Hadoop looks for a local file and makes it in two steps; a link is made in one. */
  private static void link(Path path, byte[] content) throws IOException {
    java.nio.file.Path part = part(path, content);
    try {
      Files.createLink(local(path), part);
    } finally {
      Files.delete(part);
    }
  }

  private static java.nio.file.Path part(Path path, byte[] content) throws IOException {
    java.nio.file.Path target = local(path);
    Files.createDirectories(target.getParent());
    return Files.write(
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID()), content);
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
