package io.vitrine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Duration TERM = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path dir;
  private Path warehouse;
  private FileSystem files;

  @BeforeEach
  void makeWarehouse() throws IOException {
    warehouse = Files.createDirectories(dir.resolve("tables"));
    Files.createDirectories(warehouse.resolve("attributes"));
    files = FileSystem.getLocal(new Configuration());
  }

  @Test
  void epochsGrowFromHolderToHolder() {
    try (Lease first = take(TERM)) {
      assertThat(first.epoch()).isEqualTo(1);
      assertThat(first.nextChunk()).isEqualTo(1_000_001);
      assertThat(first.nextChunk()).isEqualTo(1_000_002);
    }

    try (Lease second = take(TERM)) {
      assertThat(second.epoch()).isEqualTo(2);
    }
  }

  @Test
  void numbersGoOnFromTheTablesWhenTheLeaseWasRemoved() {
    try (Lease lease = take(TERM, /* highestChunk= */ 7_000_003)) {
      assertThat(lease.nextChunk()).isEqualTo(8_000_001);
    }
  }

  @Test
  void aSecondDriverIsToldWhoHoldsTheLeaseAndSinceWhen() {
    try (Lease first = take(TERM)) {
      assertThatThrownBy(() -> take(TERM))
          .isInstanceOfSatisfying(
              VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
          .hasMessageContaining("run r1 with the key 'nightly' holds it since 20")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThatCode(first::check).doesNotThrowAnyException();
    }
  }

  @Test
  void aHolderThatIsSilentForATermIsReplacedAndMayNotCommitAnyMore() throws Exception {
    Lease silent = take(LONG);

    try (Lease successor = take(TERM)) {
      assertThat(successor.epoch()).isEqualTo(2);
      assertThatThrownBy(silent::check).hasMessageContaining("is lost");
      assertThatCode(successor::check).doesNotThrowAnyException();
    }

    silent.close();
  }

  @Test
  void aHolderWhoseProcessIsDeadIsReplacedAtOnce() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    Lease lease = take(LONG);
    Path file = warehouse.resolve("_lease/0000000001.json");
    String mine = "\"pid\":" + ProcessHandle.current().pid();
    assertThat(file).content().contains(mine);
    Files.writeString(file, Files.readString(file).replace(mine, "\"pid\":" + process.pid()));
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

    try (Lease successor = take(LONG)) {
      assertThat(successor.epoch()).isEqualTo(2);
    }

    lease.close();
  }

  @Test
  void aWarehouseThatStaysEmptyKeepsNoTrace() throws IOException {
    Files.delete(warehouse.resolve("attributes"));

    take(TERM).close();

    assertThat(warehouse).doesNotExist();
  }

  @Test
  void otherWarehousesAreNotDisturbed() {
    try (Lease here = take(LONG);
        Lease there =
            Lease.acquire(
                files,
                new org.apache.hadoop.fs.Path(dir.resolve("others").toString()),
                "r2",
                Optional.empty(),
                new Lease.Terms(LONG, /* unguarded= */ false),
                /* highestChunk= */ 0)) {
      assertThat(here.epoch()).isEqualTo(there.epoch());
    }
  }

  private Lease take(Duration term) {
    return take(term, /* highestChunk= */ 0);
  }

  private Lease take(Duration term, long highestChunk) {
    return Lease.acquire(
        files,
        new org.apache.hadoop.fs.Path(warehouse.toString()),
        "r1",
        Optional.of("nightly"),
        new Lease.Terms(term, /* unguarded= */ false),
        highestChunk);
  }
}
