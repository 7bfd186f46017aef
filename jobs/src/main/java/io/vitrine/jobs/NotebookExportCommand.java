package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.notebook.Notebook;
import io.vitrine.notebook.NotebookFormats;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes notebooks in the formats of Jupyter and Zeppelin. */
@Command(
    name = "export",
    header = "Write notebooks for Jupyter (.ipynb) and Zeppelin (.zpln), beside their source.",
    description = {
      "",
      "The source in Databricks' format is the one to edit; the others are made from it. Needs no"
          + " warehouse.",
      ""
    },
    footer = {"", "Example:", "  ./vitrine notebook export notebooks/*.sql"},
    mixinStandardHelpOptions = true)
final class NotebookExportCommand implements Callable<Integer> {
  private static final String ENDING = ".sql";

  private final CommandContext context;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The notebooks, NAME.sql each.")
  private List<Path> files;

  NotebookExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!name.endsWith(ENDING)) {
        throw Errors.invalid(
            "Cannot export " + file,
            "its name does not end in " + ENDING,
            "Name a notebook's source");
      }

      String base = name.substring(0, name.length() - ENDING.length());
      Notebook notebook = Notebook.read(file);
      write(file.resolveSibling(base + ".ipynb"), NotebookFormats.jupyter(base, notebook));
      write(file.resolveSibling(base + ".zpln"), NotebookFormats.zeppelin(base, notebook));
    }

    return Exit.DONE.code();
  }

  private void write(Path file, String text) {
    OutputFile.write("notebook", file, text);
    context.console().results().println(file);
  }
}
