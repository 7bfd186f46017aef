package io.vitrine.bench;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.jobs.SparkSessions;
import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.PromptLibrary;
import io.vitrine.spark.BundleFiles;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code bench/run} starts. */
@Command(
    name = "bench/run",
    header = "Measures decoding alone, the engine alone, and enrich end to end.",
    description = {
      "",
      "Every part first runs with a sweep of thread settings; the best one is then measured in"
          + " rounds. Prints a table and writes one JSON object."
    })
public final class Bench implements Callable<Integer> {
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

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  private boolean help;

  private Bench() {}

  public static void main(String[] args) {
    PrintStream screen = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int code =
        new CommandLine(new Bench())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  screen.println("bench: " + e.getMessage());
                  e.printStackTrace();
                  return e instanceof VitrineException known ? known.exit().code() : 1;
                })
            .execute(args);
    System.exit(code);
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = json.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(json)) {
      throw Errors.invalid(
          "Cannot write " + json, "its folder is not there or not writable", "Name another file");
    }

    PrintStream screen = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    OtherLoad others = new OtherLoad();
    Effort effort = Effort.of(quick, pictures);
    VitrineConf conf =
        VitrineConf.load(model == null ? Map.of() : Map.of(VitrineConf.MODEL_KEY, model));
    Path bundle = BundleFiles.local(conf.model(), new Configuration());
    ModelBundle opened = ModelBundle.open(bundle);
    Path work = VitrineHome.directory().resolve("bench/target");

    screen.println("· rendering " + effort.pictures() + " pictures, unless they are there");
    SamplePictures samples = SamplePictures.in(work, effort.pictures());
    List<byte[]> files = samples.read();
    DecodeBench decode = new DecodeBench(files, opened.imageSize());
    EngineBench engine =
        new EngineBench(
            bundle,
            PromptLibrary.load(VitrineHome.conf()).prompt(conf.prompt()),
            decode.pictures());

    // what the parts alone are measured with, the whole is measured with too: two cores
    System.setProperty("spark.master", "local[" + Measurement.CORES + "]");
    try (SparkSessions sessions = new SparkSessions()) {
      screen.println("· starting Spark");
      EnrichBench enrich =
          new EnrichBench(sessions.spark(), conf, samples.folder(), work.resolve("warehouses"));
      Report report =
          new Measurement(effort, decode, engine, enrich, conf, screen)
              .run(opened.name() + " " + opened.version(), quick, others);
      report.write(json);
      new ReportTable(report).lines().forEach(screen::println);
      screen.println("Written to " + json);
    }

    return 0;
  }
}
