package io.vitrine.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  @TempDir java.nio.file.Path folder;

  @Test
  void setsThePermissionsAskedFor() throws Exception {
    Path file = file("图片.txt");
    files().create(file).close();

    files().setPermission(file, new FsPermission("640"));

    assertThat(Files.getPosixFilePermissions(folder.resolve("图片.txt")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
  }

  @Test
  void refusesPermissionsOfAFileThatIsNotThere() {
    assertThatThrownBy(() -> files().setPermission(file("none"), new FsPermission("644")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("none");
  }

  @Test
  void readsWhatTheOtherInterfaceWrote() throws Exception {
    write("one", "a");

    assertThat(files().open(file("one")).readAllBytes()).isEqualTo("a".getBytes(UTF_8));
    assertThat(folder.resolve(".one.crc")).exists();
  }

  @Test
  void doesNotRenameOntoAFileThatIsThere() throws Exception {
    write("one", "a");
    write("two", "b");

    assertThatThrownBy(() -> context().rename(file("one"), file("two")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("two")).hasContent("b");
  }

  @Test
  void followsLinks() throws Exception {
    write("one", "a");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("one"));

    assertThat(context().getFileLinkStatus(file("link")).getLen()).isEqualTo(1);
    assertThatThrownBy(() -> context().getFileLinkStatus(file("none")))
        .isInstanceOf(FileNotFoundException.class);
  }

  private void write(String name, String text) throws Exception {
    try (OutputStream out = context().create(file(name), EnumSet.of(CreateFlag.CREATE))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private Path file(String name) {
    return new Path(folder.toUri().toString(), name);
  }

  private static FileSystem files() throws Exception {
    return FileSystem.newInstance(URI.create("file:///"), conf());
  }

  private static FileContext context() throws Exception {
    return FileContext.getFileContext(URI.create("file:///"), conf());
  }

  private static Configuration conf() {
    Configuration conf = new Configuration();
    conf.set("fs.file.impl", LocalFiles.class.getName());
    conf.set("fs.AbstractFileSystem.file.impl", LocalFileContext.class.getName());
    return conf;
  }
}
