package io.vitrine.jobs;

import io.vitrine.files.LocalFileContext;
import io.vitrine.files.LocalFiles;
import io.vitrine.spark.VitrineExtensions;
import io.vitrine.table.ConditionalLogStore;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;

/**
 * Completes Spark's configuration with what Vitrine cannot work without, and with defaults that
 * suit it, wherever the user said nothing. The same for the launcher and for a cluster's own
 * spark-submit.
 */
final class SessionDefaults {
  private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";
  private static final String VITRINE_EXTENSION = VitrineExtensions.class.getName();
  private static final String PLUGIN = "io.vitrine.spark.VitrinePlugin";

  /** Where nobody says otherwise. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("spark.app.name", "vitrine"),
          Map.entry("spark.master", "local[*]"),
          Map.entry("spark.sql.catalog.spark_catalog", DELTA_CATALOG),
          Map.entry("spark.sql.catalog.vitrine", VitrineCatalog.class.getName()),
          Map.entry("spark.sql.session.timeZone", "UTC"),
          // commits go on while pictures are described
          Map.entry("spark.scheduler.mode", "FAIR"),
          // what running tasks have done is told with it
          Map.entry("spark.executor.heartbeatInterval", "2s"),
          // tasks wait for the model, not for the host that happens to hold their few input bytes
          Map.entry("spark.locality.wait", "0s"));

  private SessionDefaults() {}

  /** Returns {@code conf} after setting what is missing in it. */
  static SparkConf complete(SparkConf conf) {
    DEFAULTS.forEach(conf::setIfMissing);
    add(conf, "spark.sql.extensions", DELTA_EXTENSION);
    add(conf, "spark.sql.extensions", VITRINE_EXTENSION);
    add(conf, "spark.plugins", PLUGIN);
    // two ways to name log stores are one too many for Delta
    if (!conf.contains("spark.delta.logStore.class")) {
      conf.setIfMissing("spark.delta.logStore.s3a.impl", ConditionalLogStore.class.getName());
    }

    String home = System.getProperty("vitrine.home");
    if (home != null) {
      conf.setIfMissing("spark.executor.extraJavaOptions", "-Dvitrine.home=\"" + home + "\"");
    }
    String master = conf.get("spark.master");
    if (master.startsWith("local")) {
      local(conf);
    }
    if (master.equals("local") || master.startsWith("local[")) {
      conf.setIfMissing("spark.hadoop.fs.file.impl", LocalFiles.class.getName());
      conf.setIfMissing(
          "spark.hadoop.fs.AbstractFileSystem.file.impl", LocalFileContext.class.getName());
    }
    return conf;
  }

  private static void local(SparkConf conf) {
    String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
    conf.setIfMissing("spark.sql.shuffle.partitions", cores);
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "1");
    // else VACUUM lists a folder with 10,000 tasks
    conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.parallelism", cores);
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.driver.host", "localhost");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
  }

  /** Adds a class to a comma-separated list, leaving what the user put there. */
  private static void add(SparkConf conf, String key, String value) {
    Set<String> values = new LinkedHashSet<>();
    Arrays.stream(conf.get(key, "").split(","))
        .map(String::trim)
        .filter(s -> !s.isEmpty())
        .forEach(values::add);
    values.add(value);
    conf.set(key, String.join(",", values));
  }
}
