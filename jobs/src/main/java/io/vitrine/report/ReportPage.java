package io.vitrine.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The report as one HTML file that needs nothing beside it, and no script. */
public final class ReportPage {
  /** Where the compiled templates are. */
  private static final String PACKAGE = "io.vitrine.report.page";

  private ReportPage() {}

  /**
   * Reads the figures and renders the page.
   *
   * @param sql answers queries over the warehouse's tables and views
   */
  public static String render(Function<String, Dataset<Row>> sql, ReportRequest request) {
    return render("report.jte", "r", new ReportReader(sql, request).read());
  }

  /**
   * Renders a page in the style that all share.
   *
   * @param template one of {@code jobs/src/main/jte}
   * @param name of its parameter beside the style
   * @param value what it shows
   */
  public static String render(String template, String name, Object value) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPage.class.getClassLoader(), PACKAGE);
    StringOutput page = new StringOutput();
    engine.render(template, Map.of(name, value, "css", css()), page);
    return page.toString();
  }

  private static String css() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
