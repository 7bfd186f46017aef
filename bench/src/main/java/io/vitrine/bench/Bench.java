package io.vitrine.bench;

import io.vitrine.bench.PlainModel.Question;
import io.vitrine.image.Picture;
import io.vitrine.jobs.OutputFile;
import io.vitrine.jobs.SparkSessions;
import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptLibrary;
import io.vitrine.spark.BundleFiles;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code bench/run} starts. */
@Command(
    name = "bench/run",
    header = "Measures decoding, the engine and enrich, beside others that do the same.",
    description = {
      "",
      "Every part first runs with a sweep of thread settings; the best one is then measured in"
          + " rounds. Prints a table and writes one JSON object."
    })
public final class Bench implements Callable<Integer> {
  private static final String NO_PYTHON = "VITRINE_PYTHON is not set";

  @Option(names = "--quick", description = "Fewer pictures and rounds: to see that it works.")
  private boolean quick;

  @Option(
      names = "--json",
      required = true,
      paramLabel = "FILE",
      description = "Where the figures go as one JSON object.")
  private Path json;

  @Option(
      names = "--model",
      paramLabel = "URI",
      description = "The model bundle: a name that comes with Vitrine, a path or a URI.")
  private String model;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      description = "Pictures of the measurement end to end; 2,000, or 300 with --quick.")
  private Integer pictures;

  private Bench() {}

  public static void main(String[] args) {
    Program.run(new Bench(), args);
  }

  @Override
  public Integer call() throws InterruptedException {
    OutputFile.requireWritable("figures", json);
    OtherLoad others = new OtherLoad();
    Effort effort = Effort.of(quick, pictures);
    VitrineConf conf =
        VitrineConf.load(model == null ? Map.of() : Map.of(VitrineConf.MODEL_KEY, model));
    Path bundle = BundleFiles.local(conf.model(), conf.modelPublicKey(), new Configuration());
    ModelBundle opened = ModelBundle.open(bundle);
    Path work = VitrineHome.directory().resolve("bench/target");

    Program.SCREEN.println("· rendering " + effort.pictures() + " pictures, unless they are there");
    SamplePictures samples = SamplePictures.in(work, effort.pictures());
    List<byte[]> files = samples.read();
    DecodeBench decode = new DecodeBench(files, opened.imageSize());
    List<Picture> pictures = decode.pictures();
    List<Prompt> prompts = prompts(conf);
    EngineBench engine = new EngineBench(bundle, prompts, pictures);
    Question question = Question.of(prompts.get(0));

    // what the parts alone are measured with, the whole is measured with too: two cores
    System.setProperty("spark.master", "local[" + Measurement.CORES + "]");
    String python = System.getenv("VITRINE_PYTHON");
    try (SparkSessions sessions = new SparkSessions();
        TransformersProcess transformers =
            python == null
                ? null
                : TransformersProcess.start(
                    python, VitrineHome.directory(), opened, question, pictures, work)) {
      Program.SCREEN.println("· starting Spark");
      SparkSession spark = sessions.spark();
      Path tables = work.resolve("warehouses");
      SparkContender.Ground ground =
          new SparkContender.Ground(spark, samples, tables, bundle, opened.imageSize(), question);
      Measurement measurement =
          new Measurement(
              effort,
              decode,
              engine,
              new EnrichBench(spark, conf, samples.folder(), tables),
              samples,
              contenders(
                  transformers, List.of(new DjlSparkShape(ground), new DaftSparkShape(ground))),
              conf,
              Program.SCREEN);
      Report report = measurement.run(opened.name() + " " + opened.version(), quick, others);
      report.write(json);
      new ReportTable(report).lines().forEach(Program.SCREEN::println);
      Program.SCREEN.println("Written to " + json);
    }

    return 0;
  }

  /** The prompt of the settings, and then one for each further channel that there is. */
  private static List<Prompt> prompts(VitrineConf conf) {
    PromptLibrary library = PromptLibrary.load(conf.promptFolder());
    Prompt first = library.forAttributes(conf.prompt());
    List<Prompt> prompts = new ArrayList<>(List.of(first));
    library.prompts().stream()
        .filter(prompt -> !prompt.channel().equals(first.channel()))
        .forEach(prompts::add);
    return prompts;
  }

  private static Measurement.Contenders contenders(
      TransformersProcess transformers, List<? extends Contender> wholes) {
    if (transformers == null) {
      return new Measurement.Contenders(
          List.of(),
          wholes,
          Map.of("engine_vs_transformers_b1", NO_PYTHON, "engine_vs_transformers_b32", NO_PYTHON));
    }

    return new Measurement.Contenders(
        List.of(
            new TransformersContender(transformers, 1),
            new TransformersContender(transformers, 32)),
        wholes,
        Map.of());
  }
}
