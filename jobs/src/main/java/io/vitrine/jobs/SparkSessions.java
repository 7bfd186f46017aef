package io.vitrine.jobs;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the one Spark session of this process when a command first needs it, so that mistakes in
 * usage are found before Spark starts.
 */
public final class SparkSessions implements AutoCloseable {
  static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
  static final String FACTORY = "spark.sql.codegen.factoryMode";

  /** To generate code, and to plan anew between stages, is what small statements spend most on. */
  private static final Map<String, String> AS_THEY_STAND =
      Map.of(WHOLE_STAGE, "false", FACTORY, "NO_CODEGEN", "spark.sql.adaptive.enabled", "false");

  private SparkSession session;

  /**
   * The session, opened by the first call.
   *
   * @param places URIs that the command is about to use, or null; their stores must answer
   * @throws io.vitrine.error.VitrineException when a store cannot be reached
   */
  public synchronized SparkSession spark(String... places) {
    if (session == null) {
      SparkConf conf = SessionDefaults.complete(new SparkConf());
      session = SparkSession.builder().config(conf).getOrCreate();
    }
    new StorageProbe(session.sessionState().newHadoopConf()).check(places);
    return session;
  }

  /**
   * A session beside another one, in the same Spark application, with what was set in that one.
   *
   * @param settings what is set otherwise
   */
  static SparkSession beside(SparkSession spark, Map<String, String> settings) {
    SparkSession session = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    settings.forEach(session.conf()::set);
    return session;
  }

  /** The same, for small statements: they are run as they stand. */
  static SparkSession besideForSmall(SparkSession spark, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(AS_THEY_STAND);
    all.putAll(settings);
    return beside(spark, all);
  }

  /** Stops Spark if it was started. */
  @Override
  public synchronized void close() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }
}
