package io.vitrine.jobs;

import io.vitrine.error.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command's options as the parameters of a procedure, so that they are declared once: {@code
 * --run-key} is {@code run_key}.
 *
 * @param <O> class of the options, annotated for picocli
 */
final class ProcedureOptions<O> {
  static final String WAREHOUSE = "warehouse";

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, Integer.class, long.class, Long.class);

  private final Supplier<O> options;
  private final List<ProcedureParameter> parameters = new ArrayList<>();

  /**
   * @param options makes options that nobody has set
   */
  ProcedureOptions(Supplier<O> options) {
    this.options = options;
    List<OptionSpec> declared = CommandSpec.forAnnotatedObject(options.get()).options();
    declared.stream().filter(OptionSpec::required).forEach(o -> parameters.add(required(o)));
    parameters.add(optional(WAREHOUSE, DataTypes.StringType, "The folder that holds the tables"));
    declared.stream()
        .filter(o -> !o.required())
        .forEach(o -> parameters.add(optional(CommandArguments.name(o), type(o), comment(o))));
  }

  private static ProcedureParameter required(OptionSpec option) {
    return ProcedureParameter.in(CommandArguments.name(option), type(option))
        .comment(comment(option))
        .build();
  }

  private static ProcedureParameter optional(String name, DataType type, String comment) {
    return ProcedureParameter.in(name, type).defaultValue("NULL").comment(comment).build();
  }

  private static DataType type(OptionSpec option) {
    if (option.type() == boolean.class) {
      return DataTypes.BooleanType;
    }

    return NUMBERS.contains(option.type()) ? DataTypes.LongType : DataTypes.StringType;
  }

  private static String comment(OptionSpec option) {
    return String.join(" ", option.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
  }

  /** What the procedure takes: what must be given, the warehouse, and what may be left out. */
  ProcedureParameter[] parameters() {
    return parameters.toArray(ProcedureParameter[]::new);
  }

  /** The arguments of a call that are not null, by name. */
  Map<String, Object> given(InternalRow values) {
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

  /**
   * The options as the command line would have set them.
   *
   * @param given arguments by name
   * @throws io.vitrine.error.VitrineException when one is missing or cannot be what it is
   */
  O options(Map<String, Object> given) {
    List<String> line = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          if (!name.equals(WAREHOUSE)) {
            line.add("--" + name.replace('_', '-') + "=" + value);
          }
        });
    O set = options.get();
    try {
      new CommandLine(set).parseArgs(line.toArray(String[]::new));
    } catch (ParameterException e) {
      throw Errors.invalid("The call is wrong", e.getMessage(), "Correct its arguments", e);
    }

    return set;
  }
}
