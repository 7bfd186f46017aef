package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir private Path dir;

  @Test
  void othersMayReadItAsAnyNewFile() throws IOException {
    Path file = dir.resolve("报告.html");

    OutputFile.write("report", file, "页面");

    assertThat(file).hasContent("页面");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(Files.getPosixFilePermissions(Files.createFile(dir.resolve("new"))));
  }

  @Test
  void whatFailsLeavesTheFileBeforeAndNothingBesideIt() throws IOException {
    Path file = Files.writeString(dir.resolve("sheet.csv"), "before");

    assertThatThrownBy(
            () ->
                OutputFile.write(
                    "sheet",
                    file,
                    part -> {
                      Files.writeString(part, "half");
                      throw new IOException("No space left on device");
                    }))
        .hasMessageContainingAll("Cannot write the sheet", "sheet.csv", "No space left on device");

    assertThat(file).hasContent("before");
    assertThat(dir).isDirectoryNotContaining(other -> !other.equals(file));
  }
}
