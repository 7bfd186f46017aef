package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.SimpleProcedure;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** A command as a procedure: what it takes, what it gives, and the work on a warehouse. */
abstract class WarehouseProcedure implements SimpleProcedure {
  private static final String WAREHOUSE = "warehouse";
  private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";

  private final String name;
  private final String description;
  private final String usualWarehouse;
  private final List<ProcedureParameter> parameters = new ArrayList<>();

  /**
   * @param usualWarehouse the one that is meant where a call names none; null when there is none
   */
  WarehouseProcedure(String name, String description, String usualWarehouse) {
    this.name = name;
    this.description = description;
    this.usualWarehouse = usualWarehouse;
  }

  /** Columns of the result. */
  abstract StructType result();

  /** Does the work and gives the result's rows. */
  abstract List<Row> run(SparkSession spark, String warehouse, ProcedureArguments arguments);

  /** The run that was made, as in {@code runs}; null where there was none. */
  String runId(List<Row> rows) {
    return null;
  }

  /** How the work ended, for {@code audit}. */
  String outcome(List<Row> rows) {
    return AuditEntry.DONE;
  }

  /** A parameter that must be given. To be called by constructors, in the order of the list. */
  final void required(String parameter, String comment) {
    parameters.add(ProcedureParameter.in(parameter, DataTypes.StringType).comment(comment).build());
  }

  /** A parameter that is null where a call leaves it out. */
  final void optional(String parameter, DataType type, String comment) {
    parameters.add(
        ProcedureParameter.in(parameter, type).defaultValue("NULL").comment(comment).build());
  }

  /** The parameter of every procedure. */
  final void warehouse() {
    optional(WAREHOUSE, DataTypes.StringType, "The folder that holds the tables");
  }

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
    return parameters.toArray(ProcedureParameter[]::new);
  }

  @Override
  public final Iterator<Scan> call(InternalRow input) {
    SparkSession spark = SparkSession.active();
    ProcedureArguments arguments = new ProcedureArguments(name, parameters, input);
    String warehouse =
        arguments
            .text(WAREHOUSE)
            .orElseGet(
                () -> {
                  if (usualWarehouse == null) {
                    throw Errors.invalid(
                        "No warehouse is named in the call of " + name,
                        "nor does spark.sql.catalog.vitrine.warehouse name one",
                        "Add warehouse => 'URI'");
                  }

                  return usualWarehouse;
                });
    requireDelta(spark);
    List<Scan> results = List.of(new ResultRows(result(), recorded(spark, warehouse, arguments)));
    return results.iterator();
  }

  /** Does the work, and adds to {@code audit} what was asked and what became of it. */
  private List<Row> recorded(SparkSession spark, String warehouse, ProcedureArguments arguments) {
    List<Row> rows;
    try {
      rows = run(spark, warehouse, arguments);
    } catch (RuntimeException e) {
      // of what was refused before it began there is nothing to tell
      if (Failures.known(e).map(VitrineException::exit).orElse(Exit.FAILED) != Exit.INVALID) {
        record(spark, warehouse, arguments, /* runId= */ null, RunSummary.FAILED);
      }

      throw e;
    }

    record(spark, warehouse, arguments, runId(rows), outcome(rows));
    return rows;
  }

  private void record(
      SparkSession spark,
      String warehouse,
      ProcedureArguments arguments,
      String runId,
      String outcome) {
    Warehouse tables = Warehouse.open(spark, warehouse);
    // a dry run makes no warehouse
    if (tables.tables().stream().anyMatch(WarehouseTable::exists)) {
      Map<String, Object> given = arguments.given();
      given.put(WAREHOUSE, warehouse);
      new AuditRecords(spark, tables).add(new AuditEntry(name, given, runId, outcome));
    }
  }

  /** The settings of the session, and on top of them those of the call. */
  static VitrineConf conf(SparkSession spark, Map<String, String> settings) {
    return VitrineConf.ofSession(CollectionConverters.asJava(spark.conf().getAll())).with(settings);
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
