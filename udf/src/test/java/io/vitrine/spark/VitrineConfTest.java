package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.CacheBudget;
import io.vitrine.generate.EngineLimits;
import io.vitrine.image.ImageLimits;
import io.vitrine.spark.VitrineConf.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitrineConfTest {
  private static final String KEY = "MCowBQYDK2VwAyEApoZm1cAR5ngi54aPJtMPe0NkXgTduMjKDTKe/PSKuog=";

  @Test
  void everySettingHasTheDefaultOfItsGroup() {
    VitrineConf conf = VitrineConf.of(Map.of());

    assertThat(conf.model()).isEqualTo("vitrine-nano");
    assertThat(conf.prompt()).isEmpty();
    assertThat(conf.promptFolder()).isEqualTo(VitrineHome.conf());
    assertThat(conf.channels()).isEmpty();
    assertThat(conf.engineFactory()).isEqualTo("io.vitrine.generate.TorchEngineFactory");
    assertThat(conf.device()).isEqualTo("auto");
    assertThat(conf.engineSlots()).isEqualTo(32);
    assertThat(conf.engineThreads()).isZero();
    assertThat(conf.engineIntraOpThreads()).isZero();
    assertThat(conf.engineQueueCapacity()).isEqualTo(64);
    assertThat(conf.engineLimits()).isEqualTo(EngineLimits.DEFAULT);
    assertThat(conf.maxDeviceFaults()).isEqualTo(3);
    assertThat(conf.imageLimits()).isEqualTo(ImageLimits.DEFAULT);
    assertThat(conf.fetch())
        .isEqualTo(
            new FetchSettings(4, Duration.ofSeconds(60), 3, Duration.ofMillis(500), List.of()));
    assertThat(conf.work())
        .isEqualTo(new WorkSettings(96, 512, Duration.ofMinutes(10), true, true, 0.05));
  }

  @Test
  void everySettingCanBeSet() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("spark.vitrine.model", "s3a://models/big");
    values.put("spark.vitrine.model.publicKey", KEY);
    values.put("spark.vitrine.prompt", "garment");
    values.put("spark.vitrine.promptFolder", "/shop/conf");
    values.put("spark.vitrine.channels", "title, short");
    values.put("spark.vitrine.engineFactory", "a.B");
    values.put("spark.vitrine.device", "gpu");
    values.put("spark.vitrine.engine.slots", "2");
    values.put("spark.vitrine.engine.threads", "3");
    values.put("spark.vitrine.engine.intraOpThreads", "4");
    values.put("spark.vitrine.engine.queueCapacity", "5");
    values.put("spark.vitrine.engine.timeout", "6s");
    values.put("spark.vitrine.engine.callTimeout", "19s");
    values.put("spark.vitrine.engine.cacheBudget", "20m");
    values.put("spark.vitrine.maxDeviceFaults", "21");
    values.put("spark.vitrine.image.maxBytes", "7k");
    values.put("spark.vitrine.image.maxPixels", "8");
    values.put("spark.vitrine.image.maxSide", "9");
    values.put("spark.vitrine.image.decodeBudget", "10");
    values.put("spark.vitrine.fetch.threads", "11");
    values.put("spark.vitrine.fetch.timeout", "12ms");
    values.put("spark.vitrine.fetch.allow", "file:/x");
    values.put("spark.vitrine.attempts", "17");
    values.put("spark.vitrine.backoff", "18s");
    values.put("spark.vitrine.window", "13");
    values.put("spark.vitrine.pieceSize", "14");
    values.put("spark.vitrine.commitInterval", "15s");
    values.put("spark.vitrine.lease.term", "16s");
    values.put("spark.vitrine.lease.unguarded", "true");
    values.put("spark.vitrine.keepOutput", "false");
    values.put("spark.vitrine.thumbnails", "false");
    values.put("spark.vitrine.maxFailedFraction", "0.15");
    values.put("spark.vitrine.maxFailedFractionByClass", "FETCH=0.02, ENGINE_OOM=0");
    values.put("spark.vitrine.notify", "wecom,slack");
    VitrineConf conf = VitrineConf.of(values);

    assertThat(values.keySet())
        .as("the keys of this test")
        .containsExactlyElementsOf(VitrineConf.SETTINGS.stream().map(Setting::key).toList());
    assertThat(conf.model()).isEqualTo("s3a://models/big");
    assertThat(conf.modelPublicKey()).isEqualTo(KEY);
    assertThat(conf.prompt()).contains("garment");
    assertThat(conf.promptFolder()).isEqualTo(Path.of("/shop/conf"));
    assertThat(conf.channels()).containsExactly("title", "short");
    assertThat(conf.engineFactory()).isEqualTo("a.B");
    assertThat(conf.device()).isEqualTo("gpu");
    assertThat(conf.engineSlots()).isEqualTo(2);
    assertThat(conf.engineThreads()).isEqualTo(3);
    assertThat(conf.engineIntraOpThreads()).isEqualTo(4);
    assertThat(conf.engineQueueCapacity()).isEqualTo(5);
    assertThat(conf.engineLimits())
        .isEqualTo(new EngineLimits(Duration.ofSeconds(19), new CacheBudget(20 << 20, 0)));
    assertThat(conf.maxDeviceFaults()).isEqualTo(21);
    assertThat(conf.imageLimits()).isEqualTo(new ImageLimits(7 << 10, 8, 9, 10));
    assertThat(conf.fetch())
        .isEqualTo(
            new FetchSettings(
                11, Duration.ofMillis(12), 17, Duration.ofSeconds(18), List.of("file:/x")));
    assertThat(conf.work())
        .isEqualTo(new WorkSettings(13, 14, Duration.ofSeconds(6), false, false, 0.15));
    assertThat(conf.commitInterval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(conf.leaseTerm()).isEqualTo(Duration.ofSeconds(16));
    assertThat(conf.leaseUnguarded()).isTrue();
    assertThat(conf.maxFailedFractionByClass()).isEqualTo(Map.of("FETCH", 0.02, "ENGINE_OOM", 0.0));
    assertThat(conf.notifyKinds()).containsExactly("wecom", "slack");
  }

  @Test
  void theStrongerLayerWins() {
    VitrineConf conf =
        VitrineConf.resolve(
            new Layer("the command line", Map.of("spark.vitrine.prompt", "a")),
            new Layer("--conf", Map.of("spark.vitrine.prompt", "b", "spark.vitrine.model", "b")),
            new Layer("a file", Map.of("spark.vitrine.model", "c", "spark.vitrine.device", "cpu")));

    assertThat(conf.prompt()).contains("a");
    assertThat(conf.model()).isEqualTo("b");
    assertThat(conf.device()).isEqualTo("cpu");
  }

  @Test
  void anUnknownKeyIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> VitrineConf.of(Map.of("spark.vitrine.engine.slot", "1")))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("spark.vitrine.engine.slot:")
        .hasMessageContaining("nearest known one is spark.vitrine.engine.slots.");
  }

  @Test
  void aWrongValueIsAnErrorThatSaysWhatIsLegal() {
    assertThatThrownBy(
            () ->
                VitrineConf.resolve(
                    new Layer("--conf", Map.of("spark.vitrine.maxFailedFraction", "5%"))))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("spark.vitrine.maxFailedFraction cannot be '5%'")
        .hasMessageContaining("it stands in --conf and must be a number from 0 to 1")
        .hasMessageContaining("the default is '0.05'");
  }

  @Test
  void keysOfOthersAreLeftAlone() {
    assertThat(VitrineConf.of(Map.of("spark.app.name", "x")).changed()).isEmpty();
  }

  @Test
  void aMissingFileIsAnEmptyLayer(@TempDir Path dir) {
    assertThat(Layer.file(dir.resolve("none.properties")).values()).isEmpty();
  }

  @Test
  void theShippedFileListsEveryKeyWithItsDefaultAndPurpose() throws IOException {
    Path file = Path.of(System.getProperty("vitrine.home"), "conf", "vitrine.properties");
    List<String> expected =
        VitrineConf.SETTINGS.stream()
            .map(s -> "# " + s.purpose() + "\n" + (s.key() + "=" + s.defaultText()).strip())
            .toList();

    assertThat(String.join("\n\n", expected)).isEqualTo(settingsPart(Files.readString(file)));
    assertThat(VitrineConf.resolve(Layer.file(file)).changed()).isEmpty();
  }

  /** The file after its own head, which ends with the first empty line. */
  private static String settingsPart(String text) {
    return text.substring(text.indexOf("\n\n") + 2).strip();
  }
}
