package io.vitrine.jobs;

import io.vitrine.error.Exit;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What spark-submit starts. Every error ends here, and becomes one sentence on the screen, an exit
 * code, and a stack trace in the log file.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private static final int HELP_WIDTH = 100;

  private Main() {}

  public static void main(String[] args) {
    int code;
    try (SparkSessions sessions = new SparkSessions()) {
      code = run(new CommandContext(sessions, Console.ofProcess()), args);
    }
    // On a cluster's own driver (yarn, k8s) leaving by System.exit(0) counts as a lost driver.
    boolean cluster = "cluster".equals(System.getProperty("spark.submit.deployMode"));
    if (code != Exit.DONE.code() || !cluster) {
      System.exit(code);
    }
  }

  /** Runs one command and returns the exit code of the process. */
  static int run(CommandContext context, String... args) {
    CommandLine line = new CommandLine(new VitrineCommand());
    commands(context).forEach(line::addSubcommand);
    line.addSubcommand(
        new CommandLine(new ModelCommand()).addSubcommand(new ModelVerifyCommand(context)));
    line.addSubcommand(
        new CommandLine(new RatingsCommand())
            .addSubcommand(new RatingsExportCommand(context))
            .addSubcommand(new RatingsImportCommand(context)));
    line.addSubcommand(
        new CommandLine(new NotebookCommand())
            .addSubcommand(new NotebookRunCommand(context))
            .addSubcommand(new NotebookExportCommand(context)));
    line.addSubcommand(new WarmUpCommand(context));
    PrintWriter screen = new PrintWriter(context.console().screen(), true, StandardCharsets.UTF_8);
    line.setOut(new PrintWriter(context.console().results(), true, StandardCharsets.UTF_8));
    line.setErr(screen);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setParameterExceptionHandler((e, arguments) -> usageError(e, context.console()));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> ErrorReport.tell(e, context.console()));
    line.setExecutionStrategy(Main::execute);
    return line.execute(args);
  }

  private static List<Object> commands(CommandContext context) {
    return List.of(
        new DemoCommand(context),
        new SampleCommand(context),
        new EnrichCommand(context),
        new EvaluateCommand(context),
        new CompareCommand(context),
        new ReportCommand(context),
        new SqlCommand(context),
        new ServeSqlCommand(context),
        new PromoteCommand(context),
        new MaintainCommand(context),
        new InitCommand(context));
  }

  private static int execute(ParseResult parsed) {
    CommandSpec spec = parsed.commandSpec();
    if (!parsed.hasSubcommand()
        && !(spec.userObject() instanceof Callable)
        && !parsed.isUsageHelpRequested()
        && !parsed.isVersionHelpRequested()) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return Exit.DONE.code();
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int usageError(ParameterException e, Console console) {
    LOG.error("Wrong usage", e);
    CommandLine command = e.getCommandLine();
    console.say("vitrine: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, console.screen());
    }
    console.say("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Exit.INVALID.code();
  }
}
