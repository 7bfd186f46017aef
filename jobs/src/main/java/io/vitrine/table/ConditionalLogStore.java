package io.vitrine.table;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on an object store: the store itself refuses a version that is there already. Delta's
 * own class for S3 looks and then writes, which keeps apart the writers of one driver only.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {

  /** Made by Delta, by name. */
  public ConditionalLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    StringBuilder text = new StringBuilder();
    actions.forEachRemaining(action -> text.append(action).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    FileSystem files = path.getFileSystem(hadoop);
    PutIfAbsent store = new PutIfAbsent(files);
    if (overwrite) {
      store.replace(path, content);
    } else if (!store.create(path, content)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  /** A file is there whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
    return false;
  }
}
