package io.vitrine.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.VitrineException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
  @Test
  void aNotebookIsTextsAndStatementsInOrder() {
    Notebook notebook =
        Notebook.parse(
            """
            -- Databricks notebook source
            -- MAGIC %md
            -- MAGIC # Overview

            -- COMMAND ----------

            -- DBTITLE 1,By category
            SELECT 1

            -- COMMAND ----------

            -- a comment alone is nothing to run

            -- COMMAND ----------

            SELECT 2; SELECT 3;
            """);

    assertThat(notebook.cells())
        .containsExactly(
            new Notebook.Cell("# Overview", ""),
            new Notebook.Cell("### By category", ""),
            new Notebook.Cell("", "SELECT 1"),
            new Notebook.Cell("", "SELECT 2"),
            new Notebook.Cell("", "SELECT 3"));
  }

  @Test
  void semicolonsInsideTextsNamesAndCommentsSeparateNothing() {
    assertThat(
            Notebook.statements(
                "SELECT ';', \"a;b\", 'it\\';s' FROM `t;u` /* ; */ -- ;\n WHERE true; SELECT 2"))
        .containsExactly(
            "SELECT ';', \"a;b\", 'it\\';s' FROM `t;u` /* ; */ -- ;\n WHERE true", "SELECT 2");
  }

  @Test
  void aFileThatIsNotUtf8IsRefusedByName(@TempDir Path dir) throws Exception {
    Path file = Files.write(dir.resolve("gbk.sql"), "SELECT '帽子'".getBytes(Charset.forName("GBK")));

    assertThatThrownBy(() -> Notebook.read(file))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("gbk.sql")
        .hasMessageContaining("UTF-8");
  }
}
