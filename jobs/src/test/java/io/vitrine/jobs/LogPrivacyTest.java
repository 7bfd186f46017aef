package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is in the logs, in both forms, of a run over titles with personal data. */
@ExtendWith(SparkFixture.class)
class LogPrivacyTest {
  private static final String MOBILE = "13812345678";
  private static final String EMAIL = "zhang.san@example.com";
  private static final String TITLE = "限量版碎花连衣裙";
  private static final int ENOUGH = 24;

  private final SparkSession spark;
  @TempDir private Path dir;

  LogPrivacyTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void noPictureNoPromptAndNobodysDataIsLoggedButEachFailuresTrace() throws IOException {
    Path pictures = TestPictures.folder(dir.resolve("pictures"), 2);
    Files.writeString(pictures.resolve("broken.jpg"), "no picture");
    Path products =
        Files.writeString(
            dir.resolve("products.csv"),
            """
            product_id,image_uri,title
            p0,p0.jpg,%s 联系 %s
            p1,p1.jpg,%s %s
            broken,broken.jpg,%s %s
            gone,gone.jpg,%s
            """
                .formatted(TITLE, MOBILE, TITLE, EMAIL, TITLE, MOBILE, TITLE));
    CharArrayWriter text = new CharArrayWriter();
    CharArrayWriter json = new CharArrayWriter();

    logging(text, json, () -> enrich(products, pictures));

    byte[] picture = Files.readAllBytes(pictures.resolve("p0.jpg"));
    byte[] part = Arrays.copyOfRange(picture, picture.length / 2, picture.length / 2 + ENOUGH);
    for (String log : List.of(text.toString(), json.toString())) {
      assertThat(log)
          .contains("A picture failed: IMAGE_UNSUPPORTED")
          .doesNotContain(
              MOBILE,
              EMAIL,
              TITLE,
              "识别商品",
              "你是电商商品助手",
              HexFormat.of().formatHex(part),
              Base64.getEncoder().encodeToString(part).substring(2, ENOUGH),
              new String(part, StandardCharsets.ISO_8859_1));
    }

    List<Row> failed =
        Warehouse.existing(spark, tables())
            .metrics()
            .read()
            .where("status = 'failed'")
            .collectAsList();
    assertThat(failed).hasSize(2);
    for (Row row : failed) {
      String trace = row.getAs("trace_id");
      String line = "A picture failed: " + row.<String>getAs("error_code");
      assertThat(text.toString().lines())
          .anyMatch(l -> l.endsWith("[trace " + trace + "] " + line));
      assertThat(json.toString().lines().map(LogPrivacyTest::object))
          .anyMatch(
              l ->
                  l.path("message").asText().equals(line)
                      && l.path("trace_id").asText().equals(trace));
    }
  }

  private void enrich(Path products, Path pictures) {
    VitrineConf conf =
        VitrineConf.of(
            Map.of(
                VitrineConf.ENGINE_FACTORY_KEY,
                StubEngineFactory.class.getName(),
                VitrineConf.MODEL_KEY,
                StubBundle.write(dir.resolve("model"), "1").toString(),
                VitrineConf.PROMPT_KEY,
                "product@2",
                VitrineConf.MAX_FAILED_FRACTION_KEY,
                "1"));
    new Enrich(spark, conf, Progress.NONE)
        .run(
            EnrichRequest.builder(products.toString(), tables())
                .images(pictures.toString())
                .build());
  }

  private String tables() {
    return dir.resolve("tables").toString();
  }

  /** Spark as it is logged by default, and our own loggers as loud as they are when we debug. */
  private static void logging(CharArrayWriter text, CharArrayWriter json, Runnable work) {
    LoggerContext context = LoggerContext.getContext(false);
    Configuration configuration = context.getConfiguration();
    List<WriterAppender> appenders =
        List.of(
            WriterAppender.createAppender(
                PatternLayout.newBuilder()
                    .withPattern("%-5p %c{1.}: %notEmpty{[trace %X{trace_id}] }%m%n%ex")
                    .build(),
                /* filter= */ null,
                text,
                "text",
                /* follow= */ false,
                /* ignore= */ false),
            WriterAppender.createAppender(
                JsonTemplateLayout.newBuilder()
                    .setConfiguration(configuration)
                    .setEventTemplateUri("classpath:EcsLayout.json")
                    .build(),
                /* filter= */ null,
                json,
                "json",
                /* follow= */ false,
                /* ignore= */ false));
    LoggerConfig root = configuration.getRootLogger();
    Level before = root.getLevel();
    root.setLevel(Level.INFO);
    Map<String, Level> levels = shippedLevels();
    levels.put("io.vitrine", Level.DEBUG);
    levels.forEach(
        (name, level) ->
            configuration.addLogger(name, new LoggerConfig(name, level, /* additive= */ true)));
    appenders.forEach(
        appender -> {
          appender.start();
          root.addAppender(appender, Level.DEBUG, /* filter= */ null);
        });
    context.updateLoggers();
    try {
      work.run();
    } finally {
      appenders.forEach(appender -> root.removeAppender(appender.getName()));
      levels.keySet().forEach(configuration::removeLogger);
      root.setLevel(before);
      context.updateLoggers();
    }
  }

  /** Those of the shipped configuration, by the names of loggers. */
  private static Map<String, Level> shippedLevels() {
    Properties shipped = new Properties();
    try (Reader file =
        Files.newBufferedReader(
            Path.of(System.getProperty("vitrine.home"), "conf", "log4j2.properties"))) {
      shipped.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    Map<String, Level> levels = new TreeMap<>();
    shipped.stringPropertyNames().stream()
        .filter(key -> key.matches("logger\\.\\w+\\.name"))
        .forEach(
            key ->
                levels.put(
                    shipped.getProperty(key),
                    Level.getLevel(
                        shipped
                            .getProperty(key.replaceFirst("name$", "level"))
                            .toUpperCase(Locale.ROOT))));
    return levels;
  }

  private static JsonNode object(String line) {
    try {
      return JsonMapper.builder().build().readTree(line);
    } catch (IOException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
