package io.vitrine.spark;

import java.util.function.Consumer;
import org.apache.spark.sql.SparkSessionExtensions;

/**
 * What another module adds to {@link VitrineExtensions}; found as a service, because the functions
 * must not depend on the commands.
 */
public interface SessionPart extends Consumer<SparkSessionExtensions> {}
