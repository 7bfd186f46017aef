package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.spark.VitrineConf;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.SimpleProcedure;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A command as a procedure: what it gives, and the work on a warehouse.
 *
 * @param <O> its options, which are its parameters
 */
abstract class WarehouseProcedure<O> implements SimpleProcedure {
  private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";

  private final String name;
  private final String description;
  private final Caller caller;
  private final ProcedureOptions<O> options;

  WarehouseProcedure(String name, String description, Caller caller, Supplier<O> options) {
    this.name = name;
    this.description = description;
    this.caller = caller;
    this.options = new ProcedureOptions<>(options);
  }

  /**
   * One call.
   *
   * @param options what was given, as the command line would have set it
   * @param audit where it is recorded
   * @param given the arguments by name, for the record
   */
  record Call<O>(
      SparkSession spark,
      String warehouse,
      O options,
      String principal,
      AuditRecords audit,
      Map<String, Object> given) {

    /** The settings of the session, and on top of them those of the call. */
    VitrineConf conf(Map<String, String> settings) {
      return sessionConf(spark).with(settings);
    }
  }

  /** Columns of the result. */
  abstract StructType result();

  final Column[] columns() {
    return Arrays.stream(result().fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  /** Does the work, records it, and gives the result's rows. */
  abstract List<Row> run(Call<O> call);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final boolean isDeterministic() {
    return false;
  }

  @Override
  public final ProcedureParameter[] parameters() {
    return options.parameters();
  }

  @Override
  public final Iterator<Scan> call(InternalRow input) {
    SparkSession spark = own(SparkSession.active());
    requireDelta(spark);
    Map<String, Object> given = options.given(input);
    String warehouse =
        caller.warehouse(Optional.ofNullable((String) given.get(ProcedureOptions.WAREHOUSE)));
    caller.check(spark, sessionConf(spark), given);
    given.put(ProcedureOptions.WAREHOUSE, warehouse);
    String principal = caller.principal(spark);
    Call<O> call =
        new Call<>(
            spark,
            warehouse,
            options.options(given),
            principal,
            new AuditRecords(spark, warehouse, principal),
            given);
    return List.<Scan>of(new ResultRows(result(), run(call))).iterator();
  }

  /**
   * A session like the caller's, but that tables can be read by their places, which a server
   * forbids its clients.
   */
  private static SparkSession own(SparkSession caller) {
    return SparkSessions.beside(caller, Map.of("spark.sql.runSQLOnFiles", "true"));
  }

  private static VitrineConf sessionConf(SparkSession spark) {
    return VitrineConf.ofSession(CollectionConverters.asJava(spark.conf().getAll()));
  }

  private static void requireDelta(SparkSession spark) {
    if (!spark.conf().get("spark.sql.extensions", "").contains(DELTA)) {
      throw Errors.invalid(
          "This session cannot work on Vitrine's tables",
          "they are Delta tables, and spark.sql.extensions lacks " + DELTA,
          "Start it with --conf spark.sql.extensions="
              + DELTA
              + ",io.vitrine.spark.VitrineExtensions and --conf spark.sql.catalog.spark_catalog="
              + "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    }
  }
}
