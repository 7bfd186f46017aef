package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped logging configurations, in the logging library itself. */
class LogFormatTest {
  private static final Path CONF = Path.of(System.getProperty("vitrine.home"), "conf");

  @TempDir private Path dir;

  @Test
  void onRequestEachLineIsAJsonObjectWithItsTrace() throws IOException {
    List<String> lines = logged("log4j2-json.properties");

    assertThat(lines).hasSize(2);
    JsonNode first = JsonMapper.builder().build().readTree(lines.get(0));
    assertThat(first.path("message").asText()).isEqualTo("失败: FETCH_TIMEOUT");
    assertThat(first.path("log.level").asText()).isEqualTo("WARN");
    assertThat(first.path("trace_id").asText()).isEqualTo("abc");
    assertThat(lines.get(1)).contains("\"message\":\"two\\nlines\"").doesNotContain("trace_id");
  }

  @Test
  void aLineForPeopleHasItsTraceToo() throws IOException {
    List<String> lines = logged("log4j2.properties");

    assertThat(lines.get(0)).endsWith("i.v.Test: [trace abc] 失败: FETCH_TIMEOUT");
    assertThat(lines.get(1)).endsWith("i.v.Test: two");
  }

  @Test
  void bothFormsAreLoudAboutTheSame() throws IOException {
    assertThat(loggers("log4j2-json.properties")).isEqualTo(loggers("log4j2.properties"));
  }

  private static List<String> loggers(String configuration) throws IOException {
    return Files.readAllLines(CONF.resolve(configuration)).stream()
        .filter(line -> line.matches("(root)?[Ll]ogger\\..*"))
        .toList();
  }

  private List<String> logged(String configuration) throws IOException {
    Path file = dir.resolve("run.log");
    String before = System.getProperty("vitrine.log");
    System.setProperty("vitrine.log", file.toString());
    try (LoggerContext context =
        new LoggerContext("test", null, CONF.resolve(configuration).toUri())) {
      context.start();
      try (var trace = CloseableThreadContext.put("trace_id", "abc")) {
        context.getLogger("io.vitrine.Test").warn("失败: {}", "FETCH_TIMEOUT");
      }

      context.getLogger("io.vitrine.Test").info("two\nlines");
    } finally {
      if (before == null) {
        System.clearProperty("vitrine.log");
      } else {
        System.setProperty("vitrine.log", before);
      }
    }

    return Files.readAllLines(file);
  }
}
