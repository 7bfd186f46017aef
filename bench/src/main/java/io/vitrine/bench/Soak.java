package io.vitrine.bench;

import io.vitrine.generate.EngineLimits;
import io.vitrine.generate.EngineSettings;
import io.vitrine.generate.GenerationRequest;
import io.vitrine.generate.TorchEngineFactory;
import io.vitrine.generate.VisionEngine;
import io.vitrine.image.ImageLimits;
import io.vitrine.image.PictureDecoder;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptLibrary;
import io.vitrine.prompt.Sampling;
import io.vitrine.spark.BundleFiles;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code bench/soak} starts. */
@Command(
    name = "bench/soak",
    header = "Decodes and describes many pictures in one process, and shows its memory.",
    description = {
      "",
      "Two outputs for each picture, of which one is drawn by chance. Ends with 1 when the process"
          + " has grown by more than 5 % since a fifth of the pictures were done."
    })
public final class Soak implements Callable<Integer> {
  private static final int FILES = 2_000;
  private static final int SLOTS = 16;
  private static final int LINES = 20;
  private static final double MOST_GROWTH = 1.05;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "Pictures to describe, the sample catalogue's again and again; ${DEFAULT-VALUE}.")
  private int pictures;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Engine threads; ${DEFAULT-VALUE}.")
  private int threads;

  private final ResidentMemory memory = new ResidentMemory();

  private Soak() {}

  public static void main(String[] args) {
    Program.run(new Soak(), args);
  }

  @Override
  public Integer call() throws Exception {
    VitrineConf conf = VitrineConf.load(Map.of());
    Path bundle = BundleFiles.local(conf.model(), conf.modelPublicKey(), new Configuration());
    List<byte[]> files =
        SamplePictures.in(VitrineHome.directory().resolve("bench/target"), FILES).read();
    PromptLibrary library = PromptLibrary.load(conf.promptFolder());
    List<Prompt> prompts =
        List.of(
            library.forAttributes(conf.prompt()),
            library.prompt("title").withSampling(new Sampling(0.8, 40, 0.95, 1.1)));
    EngineSettings settings =
        new EngineSettings(
            bundle, "cpu", SLOTS, threads, /* intraOpThreads= */ 1, SLOTS, EngineLimits.DEFAULT);
    try (VisionEngine engine = new TorchEngineFactory().open(settings)) {
      PictureDecoder decoder = new PictureDecoder(ImageLimits.DEFAULT, engine.imageSize());
      Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
      long began = System.nanoTime();
      for (int i = 0; i < pictures; i++) {
        underWay.add(
            engine.submit(
                new GenerationRequest(decoder.decode(files.get(i % files.size())), prompts, i)));
        if (underWay.size() > 4 * SLOTS) {
          underWay.remove().get();
        }

        if ((i + 1) % Math.max(1, pictures / LINES) == 0) {
          memory.see(i + 1, pictures);
          Program.SCREEN.printf(
              "%,8d pictures  %6.1f/s  %,7.1f MB%n",
              i + 1, (i + 1) * 1e9 / (System.nanoTime() - began), ResidentMemory.megabytes());
        }
      }

      for (CompletableFuture<?> answer : underWay) {
        answer.get();
      }
    }

    Program.SCREEN.printf("most after a fifth, over what it was then: %.3f%n", memory.growth());
    return memory.growth() <= MOST_GROWTH ? 0 : 1;
  }
}
