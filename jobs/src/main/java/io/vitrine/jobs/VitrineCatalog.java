package io.vitrine.jobs;

import io.vitrine.error.Errors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Vitrine's commands as procedures of Spark SQL: {@code
 * spark.sql.catalog.vitrine=io.vitrine.jobs.VitrineCatalog}, then {@code CALL
 * vitrine.system.enrich(products => …, warehouse => …)}. Needs the jar, Delta and nothing else. The
 * option {@code spark.sql.catalog.vitrine.warehouse} names the warehouse that is meant where a call
 * names none.
 */
public final class VitrineCatalog implements ProcedureCatalog {
  /** Its usual name. */
  static final String NAME = "vitrine";

  /** The settings of a session that are options of this catalogue begin so. */
  static final String OPTIONS = "spark.sql.catalog." + NAME + ".";

  private static final String NAMESPACE = "system";

  private String name;
  private List<WarehouseProcedure<?>> procedures = List.of();

  @Override
  public void initialize(String catalog, CaseInsensitiveStringMap options) {
    this.name = catalog;
    this.procedures = procedures(Caller.of(options));
  }

  private static List<WarehouseProcedure<?>> procedures(Caller caller) {
    return List.of(
        new EnrichProcedure(caller),
        new EvaluateProcedure(caller),
        new MaintainProcedure(caller),
        new RunsProcedure(caller));
  }

  /** The names of all procedures, as a call writes them, by their short names. */
  static Map<String, String> names() {
    return procedures(new Caller(/* warehouse= */ null, /* client= */ null)).stream()
        .collect(
            Collectors.toMap(
                WarehouseProcedure::name,
                procedure -> NAME + "." + NAMESPACE + "." + procedure.name(),
                (one, other) -> one,
                TreeMap::new));
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @throws io.vitrine.error.VitrineException when there is no such procedure, naming those there
   *     are
   */
  @Override
  public UnboundProcedure loadProcedure(Identifier identifier) {
    return procedures.stream()
        .filter(procedure -> isOurs(identifier.namespace()))
        .filter(procedure -> procedure.name().equals(identifier.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Errors.invalid(
                    "Unknown procedure " + name + "." + identifier,
                    "those of "
                        + name
                        + "."
                        + NAMESPACE
                        + " are "
                        + String.join(
                            ", ", procedures.stream().map(WarehouseProcedure::name).toList()),
                    "Call one of them"));
  }

  @Override
  public Identifier[] listProcedures(String[] namespace) {
    return procedures.stream()
        .filter(procedure -> namespace.length == 0 || isOurs(namespace))
        .map(procedure -> Identifier.of(new String[] {NAMESPACE}, procedure.name()))
        .toArray(Identifier[]::new);
  }

  private static boolean isOurs(String[] namespace) {
    return Arrays.equals(namespace, new String[] {NAMESPACE});
  }
}
