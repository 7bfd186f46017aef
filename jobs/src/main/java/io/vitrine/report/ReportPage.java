package io.vitrine.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vitrine.error.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The report as one HTML file that needs nothing beside it, and no script. */
public final class ReportPage {
  /** Where the compiled templates are. */
  public static final String PACKAGE = "io.vitrine.report.page";

  private ReportPage() {}

  /**
   * Reads the figures and writes the page.
   *
   * @param sql answers queries over the warehouse's tables and views
   * @throws io.vitrine.error.VitrineException when the file cannot be written
   */
  public static void write(Function<String, Dataset<Row>> sql, ReportRequest request, Path file) {
    String page = render(new ReportReader(sql, request).read());
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw Errors.failed(
          "Cannot write the report " + file,
          String.valueOf(e.getMessage()),
          "Name a file in a folder that can be written to",
          e);
    }
  }

  static String render(ReportData data) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPage.class.getClassLoader(), PACKAGE);
    StringOutput page = new StringOutput();
    engine.render("report.jte", Map.of("r", data, "css", css()), page);
    return page.toString();
  }

  /** The style that pages share. */
  public static String css() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
