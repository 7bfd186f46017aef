package io.vitrine.notebook;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of SQL: plain statements separated by semicolons, or a notebook in Databricks' source
 * format, whose cells {@code -- COMMAND ----------} separates and whose text stands after {@code --
 * MAGIC %md}.
 */
public final class Notebook {
  private static final Pattern CELL_END = Pattern.compile("^-- COMMAND -+\\s*$", Pattern.MULTILINE);
  private static final Pattern HEADER =
      Pattern.compile("^-- Databricks notebook source\\s*$", Pattern.MULTILINE);
  private static final String MAGIC = "-- MAGIC";
  private static final String TITLE = "-- DBTITLE";

  private final List<Cell> cells;

  private Notebook(List<Cell> cells) {
    this.cells = cells;
  }

  /**
   * One thing to show or to run.
   *
   * @param text what to tell the reader; empty for statements
   * @param statement the SQL to run; empty for text
   */
  public record Cell(String text, String statement) {}

  /**
   * Reads a file.
   *
   * @throws io.vitrine.error.VitrineException when it cannot be read or is not UTF-8
   */
  public static Notebook read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (MalformedInputException e) {
      throw Errors.invalid("Cannot read " + file, "it is not UTF-8", "Save it as UTF-8", e);
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read " + file, "there is no such readable file", "Check the path", e);
    }
  }

  /** Cuts the text of such a file into cells; every text is one. */
  public static Notebook parse(String source) {
    List<Cell> cells = new ArrayList<>();
    String body = HEADER.matcher(source.replace("\uFEFF", "")).replaceFirst("");
    for (String cell : CELL_END.split(body)) {
      addCell(cells, cell.strip());
    }
    return new Notebook(List.copyOf(cells));
  }

  /** The first heading; empty when there is none. */
  public String title() {
    return cells.stream()
        .flatMap(cell -> cell.text().lines())
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2).strip())
        .findFirst()
        .orElse("");
  }

  /** In order; texts between statements stay where they stand. */
  public List<Cell> cells() {
    return cells;
  }

  private static void addCell(List<Cell> cells, String cell) {
    StringBuilder text = new StringBuilder();
    StringBuilder sql = new StringBuilder();
    for (String line : cell.lines().toList()) {
      if (line.startsWith(MAGIC)) {
        text.append(line.substring(MAGIC.length()).strip().replaceFirst("^%md\\s*", ""))
            .append('\n');
      } else if (line.startsWith(TITLE)) {
        text.append("### ")
            .append(line.replaceFirst("^-- DBTITLE\\s+\\d+,", "").strip())
            .append('\n');
      } else {
        sql.append(line).append('\n');
      }
    }
    if (!text.toString().isBlank()) {
      cells.add(new Cell(text.toString().strip(), ""));
    }
    statements(sql.toString()).forEach(statement -> cells.add(new Cell("", statement)));
  }

  /** Splits at semicolons outside quotes and comments; what holds only comments is left out. */
  public static List<String> statements(String sql) {
    List<String> statements = new ArrayList<>();
    int start = 0;
    boolean empty = true;
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      int end = i + 1;
      if (c == '\'' || c == '"' || c == '`') {
        end = quoteEnd(sql, i);
        empty = false;
      } else if (sql.startsWith("--", i)) {
        end = after(sql, "\n", i);
      } else if (sql.startsWith("/*", i)) {
        end = after(sql, "*/", i + 2);
      } else if (c == ';') {
        if (!empty) {
          statements.add(sql.substring(start, i).strip());
        }
        start = end;
        empty = true;
      } else if (!Character.isWhitespace(c)) {
        empty = false;
      }
      i = end;
    }
    if (!empty) {
      statements.add(sql.substring(start).strip());
    }
    return statements;
  }

  private static int quoteEnd(String sql, int start) {
    char quote = sql.charAt(start);
    for (int i = start + 1; i < sql.length(); i++) {
      if (sql.charAt(i) == '\\' && quote != '`') {
        i++;
      } else if (sql.charAt(i) == quote) {
        return i + 1;
      }
    }
    return sql.length();
  }

  private static int after(String sql, String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }
}
