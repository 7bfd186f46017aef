package io.vitrine.jobs;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** A JVM as this one is: the same class path, and what Spark needs to run in it. */
final class ChildJvm {
  private ChildJvm() {}

  /** The command that runs a class's main method. */
  static ProcessBuilder of(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--add-") || a.startsWith("-D") || a.startsWith("-XX"))
        .filter(a -> !a.startsWith("-Dsurefire"))
        .forEach(command::add);
    command.add("-Xmx1g");
    command.add("-Dvitrine.home=" + System.getProperty("vitrine.home"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }

    return new ProcessBuilder(command);
  }
}
