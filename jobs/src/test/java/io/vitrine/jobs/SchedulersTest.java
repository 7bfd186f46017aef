package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vitrine.spark.VitrineConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What schedulers are told is what the command understands. */
class SchedulersTest {
  private static final Path CONF = Path.of(System.getProperty("vitrine.home"), "conf");

  @ParameterizedTest
  @CsvSource({"enrich.yaml,/spec", "nightly.yaml,/spec/template"})
  void theOperatorsApplicationsAreUnderstood(String file, String application) throws IOException {
    JsonNode spec =
        new YAMLMapper()
            .readTree(CONF.resolve("kubernetes").resolve(file).toFile())
            .at(application);
    List<String> arguments = new ArrayList<>();
    spec.at("/arguments").forEach(argument -> arguments.add(argument.asText()));
    Map<String, String> settings = new HashMap<>();
    spec.at("/sparkConf")
        .fields()
        .forEachRemaining(e -> settings.put(e.getKey(), e.getValue().asText()));

    assertUnderstood(arguments);
    assertThat(spec.at("/mainClass").asText()).isEqualTo(Main.class.getName());
    assertThat(VitrineConf.of(settings).device()).isEqualTo("gpu");
    assertThat(spec.at("/driver/terminationGracePeriodSeconds").asInt()).isGreaterThan(30);
    assertThat(spec.at("/executor/gpu/quantity").asInt()).isPositive();
  }

  @Test
  void airflowsTaskIsUnderstood() throws IOException {
    String dag = Files.readString(CONF.resolve("airflow/vitrine_backfill.py"));
    Matcher list = Pattern.compile("(?s)application_args=\\[(.*?)\\],\\n").matcher(dag);
    assertThat(list.find()).isTrue();
    Matcher texts = Pattern.compile("\"([^\"]*)\"").matcher(list.group(1));

    assertUnderstood(texts.results().map(text -> text.group(1)).toList());
    assertThat(dag).contains("java_class=\"" + Main.class.getName() + "\"");
    Map<String, String> settings = new HashMap<>();
    Pattern.compile("\"(spark\\.vitrine\\.[^\"]*)\": \"([^\"]*)\"")
        .matcher(dag)
        .results()
        .forEach(setting -> settings.put(setting.group(1), setting.group(2)));
    assertThat(VitrineConf.of(settings).work().maxFailedFraction()).isEqualTo(0.05);
  }

  @Test
  void cronsLineIsUnderstood() throws IOException {
    String line =
        Files.readAllLines(CONF.resolve("crontab")).stream()
            .filter(l -> !l.startsWith("#"))
            .findFirst()
            .orElseThrow();
    String command = line.substring(line.indexOf("vitrine enrich") + "vitrine ".length());

    assertUnderstood(
        Arrays.stream(command.split(" (?=--)| (?=s3a:|\"|/)")).map(String::strip).toList());
  }

  private static void assertUnderstood(List<String> arguments) {
    CommandLine line =
        new CommandLine(new VitrineCommand())
            .addSubcommand(
                new EnrichCommand(
                    new CommandContext(new SparkSessions(), new TestConsole().console())));
    CommandLine.ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("enrich");
    assertThat(parsed.subcommand().hasMatchedOption("--warehouse")).isTrue();
  }
}
