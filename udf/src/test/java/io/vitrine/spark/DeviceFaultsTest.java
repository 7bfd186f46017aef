package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.Exit;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;

class DeviceFaultsTest {
  private final DeviceFaults faults = new DeviceFaults(3);

  private void lost(String reason) {
    faults.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "7", reason));
  }

  @Test
  void executorsThatLostTheirDeviceAreCountedWhoeverTellsOfThem() {
    lost("Command exited with code 90");
    lost("Container from a bad node: c_1 on host: h. Exit status: 90. Diagnostics: none");
    assertThat(faults.tooMany()).isEmpty();

    lost("The executor with id 7 exited with exit code 90(unexpected).");
    assertThat(faults.tooMany())
        .hasValueSatisfying(
            e -> {
              assertThat(e.exit()).isEqualTo(Exit.FAILED);
              assertThat(e)
                  .hasMessageStartingWith("3 executors ended because their devices failed: ")
                  .hasMessageContaining("executor 7: The executor with id 7 exited");
            });
  }

  @Test
  void crashesInsideNativeCodeCountToo() {
    lost("Command exited with code 134");
    lost("Command exited with code 139");
    lost("Command exited with code 90");

    assertThat(faults.tooMany()).isPresent();
  }

  @Test
  void otherEndsOfExecutorsDoNotCount() {
    for (String reason :
        new String[] {
          "Command exited with code 1",
          "Command exited with code 137",
          "Command exited with code 900",
          "Executor killed by driver.",
          "Remote RPC client disassociated"
        }) {
      lost(reason);
    }

    assertThat(faults.tooMany()).isEmpty();
  }
}
