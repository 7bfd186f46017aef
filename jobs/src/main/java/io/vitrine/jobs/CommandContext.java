package io.vitrine.jobs;

/**
 * What every command is given.
 *
 * @param sessions opens Spark when the command first needs it
 * @param console where results and progress go
 */
public record CommandContext(SparkSessions sessions, Console console) {}
