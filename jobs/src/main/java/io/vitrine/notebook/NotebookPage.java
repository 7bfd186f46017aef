package io.vitrine.notebook;

import io.vitrine.report.ReportPage;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A notebook's texts, tables and charts as one HTML page that needs nothing beside it, and no
 * script. Whatever comes from the notebook or the tables is escaped.
 */
public final class NotebookPage {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser MARKDOWN = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).sanitizeUrls(true).build();

  private final String title;
  private final String origin;
  private final List<NotebookRun.Shown> cells;

  /**
   * @param origin one line on where the figures are from
   */
  public NotebookPage(String title, String origin, List<NotebookRun.Shown> cells) {
    this.title = title;
    this.origin = origin;
    this.cells = cells;
  }

  /** The page. */
  public String render() {
    return ReportPage.render("notebook.jte", "n", this);
  }

  /** As the page's head and heading have it. */
  public String title() {
    return title;
  }

  /** One line on where the figures are from. */
  public String origin() {
    return origin;
  }

  public List<NotebookRun.Shown> cells() {
    return cells;
  }

  /** Markdown as HTML; HTML inside it is shown as it is written. */
  public String html(String markdown) {
    return HTML.render(MARKDOWN.parse(markdown));
  }
}
