package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.PictureException;
import io.vitrine.spark.PictureLocation;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * For whom procedures work: whoever has the session, or a client of a server. A client is given the
 * server's rights for what the server allows and for nothing else.
 *
 * @param warehouse the one that is meant where a call names none, and the only one that a client
 *     may name; null when there is none
 * @param client the client's name; null for whoever has the session
 */
record Caller(String warehouse, String client) {
  /** Options of the catalogue, which are settings of the session. */
  private static final String WAREHOUSE = "warehouse";

  private static final String SERVED = "served";
  private static final String CLIENT = "client";

  /** Arguments that name what is read with the server's rights. */
  private static final List<String> PLACES = List.of("products", "images", "gold");

  static Caller of(CaseInsensitiveStringMap options) {
    return new Caller(options.getOrDefault(SERVED, options.get(WAREHOUSE)), options.get(CLIENT));
  }

  /** The settings of a client's session. */
  static Map<String, String> settings(String warehouse, String client) {
    return Map.of(
        VitrineCatalog.OPTIONS + SERVED, warehouse, VitrineCatalog.OPTIONS + CLIENT, client);
  }

  /**
   * The warehouse of a call.
   *
   * @param named what the call names
   * @throws io.vitrine.error.VitrineException when neither names one, or a client another one
   */
  String warehouse(Optional<String> named) {
    if (client != null && named.isPresent() && !named.get().equals(warehouse)) {
      throw Errors.invalid(
          "Cannot work on " + named.get(), "this server serves " + warehouse, "Leave it out");
    }

    return named
        .or(() -> Optional.ofNullable(warehouse))
        .orElseThrow(
            () ->
                Errors.invalid(
                    "No warehouse is named in the call",
                    "nor does " + VitrineCatalog.OPTIONS + WAREHOUSE + " name one",
                    "Add warehouse => 'URI'"));
  }

  /** Who it is that asks. */
  String principal(SparkSession spark) {
    return client == null ? spark.sparkContext().sparkUser() : client;
  }

  /**
   * Makes sure that a client names nothing that it could only read, or run, with the server's
   * rights.
   *
   * @param given the call's arguments by name
   * @throws io.vitrine.error.VitrineException when it does
   */
  void check(SparkSession spark, VitrineConf conf, Map<String, Object> given) {
    if (client == null) {
      return;
    }

    if (given.containsKey("model")) {
      throw Errors.invalid(
          "A client cannot choose the model",
          "a bundle's programs run with the server's rights",
          "Leave it out; " + VitrineConf.MODEL_KEY + " is the server's to set");
    }

    Configuration hadoop = spark.sessionState().newHadoopConf();
    PictureLocation places =
        new PictureLocation(Warehouse.open(spark, warehouse).uri(), conf.fetch().allowed());
    for (String name : PLACES) {
      if (given.get(name) instanceof String uri) {
        check(name, uri, places, hadoop);
      }
    }
  }

  private static void check(String name, String uri, PictureLocation places, Configuration hadoop) {
    try {
      Path path = new Path(uri);
      places.path(path.getFileSystem(hadoop).makeQualified(path).toString(), hadoop);
    } catch (PictureException | IOException | IllegalArgumentException e) {
      throw Errors.invalid(
          "A client cannot name these " + name,
          e.getMessage(),
          "Put them below such a place, or ask whoever runs the server",
          e);
    }
  }
}
