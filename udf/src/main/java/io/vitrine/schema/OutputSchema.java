package io.vitrine.schema;

/** Placeholder until the schema package lands. */
public final class OutputSchema {}
