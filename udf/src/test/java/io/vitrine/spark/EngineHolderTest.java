package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.StubEngineFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineHolderTest {
  private final EngineHolder holder = new EngineHolder();
  @TempDir private Path bundle;

  @AfterEach
  void close() {
    holder.close();
  }

  @Test
  void anExecutorLoadsNothingThatIsNotSignedByTheConfiguredKeyAndCountsTheFailure()
      throws IOException {
    Files.writeString(bundle.resolve("bundle.json"), "{}");
    VitrineConf conf =
        VitrineConf.of(
            Map.of(
                VitrineConf.ENGINE_FACTORY_KEY,
                StubEngineFactory.class.getName(),
                VitrineConf.MODEL_KEY,
                bundle.toString(),
                VitrineConf.PREFIX + "model.publicKey",
                "MCowBQYDK2VwAyEApoZm1cAR5ngi54aPJtMPe0NkXgTduMjKDTKe/PSKuog="));

    assertThatThrownBy(() -> holder.acquire(conf, "work"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("is not trusted");

    MetricRegistry registry = new MetricRegistry();
    holder.metrics().register(registry, List.of());
    assertThat(registry.getCounters().get("model_load_failures").getCount()).isEqualTo(1);
    assertThat(registry.getCounters().get("model_loads").getCount()).isZero();
  }
}
