package io.vitrine.jobs;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** {@code fault://}: local files behind a script that decides which calls go wrong. */
public final class StubFaultFileSystem extends RawLocalFileSystem {
  private static final AtomicReference<Script> SCRIPT = new AtomicReference<>(Script.NONE);

  /** Asked at every call. */
  interface Script {
    Script NONE = (call, path) -> Then.GO_ON;

    /**
     * What becomes of a call; an exception is what the caller gets in its place.
     *
     * @param call {@code open}, {@code create}, {@code rename}, {@code delete} or {@code list}
     */
    Then before(String call, String path) throws IOException;
  }

  /** What becomes of a call. */
  enum Then {
    GO_ON,
    /** The call does its work, and its answer is lost. */
    LOSE_ANSWER
  }

  /** The way to a local file through this file system. */
  static String uri(java.nio.file.Path path) {
    return "fault://" + path.toAbsolutePath();
  }

  static void script(Script script) {
    SCRIPT.set(script);
  }

  @Override
  public URI getUri() {
    return URI.create("fault:///");
  }

  @Override
  public String getScheme() {
    return "fault";
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    ask("open", path);
    return super.open(path, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    ask("create", path);
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    // permissions would start a process for each file
    return create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return mkdirs(path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Then then = ask("rename", to);
    boolean renamed = super.rename(from, to);
    return answer(then, renamed);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    ask("delete", path);
    return super.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    ask("list", path);
    File[] found = pathToFile(path).listFiles();
    if (found == null) {
      return new FileStatus[] {getFileStatus(path)};
    }

    return Arrays.stream(found).map(file -> status(file)).toArray(FileStatus[]::new);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    File file = pathToFile(path);
    if (!file.exists()) {
      throw new FileNotFoundException(path.toString());
    }

    return status(file);
  }

  /** Without permissions: to learn them the parent class starts a process for each file. */
  private static FileStatus status(File file) {
    return new FileStatus(
        file.length(),
        file.isDirectory(),
        /* block_replication= */ 1,
        /* blocksize= */ 1 << 25,
        file.lastModified(),
        new Path("fault://" + file.getAbsolutePath()));
  }

  private static Then ask(String call, Path path) throws IOException {
    return SCRIPT.get().before(call, path.toUri().getPath());
  }

  private static boolean answer(Then then, boolean done) throws IOException {
    if (then == Then.LOSE_ANSWER) {
      throw new IOException("the answer was lost");
    }

    return done;
  }
}
