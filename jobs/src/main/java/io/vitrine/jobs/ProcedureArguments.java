package io.vitrine.jobs;

import io.vitrine.error.Errors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.unsafe.types.UTF8String;

/** The values of one call of a procedure, by the names of its parameters. */
final class ProcedureArguments {
  private final String procedure;
  private final List<ProcedureParameter> parameters;
  private final InternalRow values;

  ProcedureArguments(String procedure, List<ProcedureParameter> parameters, InternalRow values) {
    this.procedure = procedure;
    this.parameters = parameters;
    this.values = values;
  }

  /** Empty when it is null or was left out. */
  Optional<String> text(String name) {
    int at = position(name);
    return values.isNullAt(at) ? Optional.empty() : Optional.of(values.getString(at));
  }

  /**
   * A text that must be there.
   *
   * @throws io.vitrine.error.VitrineException when it is null or empty
   */
  String required(String name) {
    return text(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                Errors.invalid(
                    "The argument " + name + " of " + procedure + " is missing",
                    "it is null or empty",
                    "Add " + name + " => '…'"));
  }

  /** False when it is null or was left out. */
  boolean isSet(String name) {
    int at = position(name);
    return !values.isNullAt(at) && values.getBoolean(at);
  }

  /**
   * A number.
   *
   * @throws io.vitrine.error.VitrineException when it is below {@code least}
   */
  OptionalLong number(String name, long least) {
    int at = position(name);
    if (values.isNullAt(at)) {
      return OptionalLong.empty();
    }

    if (values.getLong(at) < least) {
      throw Errors.invalid(
          "The argument " + name + " of " + procedure + " cannot be " + values.getLong(at),
          "it is a number of at least " + least,
          "Correct the call");
    }

    return OptionalLong.of(values.getLong(at));
  }

  /** The arguments that were given, by name. */
  Map<String, Object> given() {
    Map<String, Object> given = new TreeMap<>();
    for (int at = 0; at < parameters.size(); at++) {
      if (!values.isNullAt(at)) {
        Object value = values.get(at, parameters.get(at).dataType());
        given.put(
            parameters.get(at).name(), value instanceof UTF8String text ? text.toString() : value);
      }
    }

    return given;
  }

  private int position(String name) {
    return IntStream.range(0, parameters.size())
        .filter(i -> parameters.get(i).name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
