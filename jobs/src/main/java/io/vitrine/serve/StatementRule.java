package io.vitrine.serve;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedProcedure;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.apache.spark.sql.execution.command.SetCommand;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which statements a server runs: queries, what looks around, settings that concern a query, and
 * calls of procedures that whoever started it has named. A statement that writes, calls a program
 * or another procedure, or reads by a file's path is refused as it is parsed, before anything of it
 * is run: only what is named here passes.
 *
 * @param procedures what may be called, each by its full name, such as {@code vitrine.system.runs}
 */
record StatementRule(Set<String> procedures) {
  /** Must be so wherever this rule is in force: no file by its path, no variable of the machine. */
  static final Map<String, String> SETTINGS =
      Map.of("spark.sql.runSQLOnFiles", "false", "spark.sql.variable.substitute", "false");

  private static final Pattern SPARKS_OWN =
      Pattern.compile("org\\.apache\\.spark\\.sql\\.(catalyst|execution)\\..*");

  /** Nodes of which queries consist. Delta has statements beside them that are no commands. */
  private static final Pattern QUERY =
      Pattern.compile(
          "Aggregate|AsOfJoin|Call|CurrentNamespace|Distinct|Except|Filter|Generate|GlobalLimit"
              + "|Intersect|Join|LateralJoin|LimitAll|LocalLimit|LocalRelation|NearestByJoin|Offset"
              + "|OneRowRelation|Pivot|PipeOperator|PlanWithUnresolvedIdentifier|Project|Range"
              + "|RebalancePartitions|RelationTimeTravel|Repartition(ByExpression)?"
              + "|ResolvedInlineTable|Sample|Sort|SubqueryAlias|Tail|Transpose|Union(Loop)?|Unpivot"
              + "|Unresolved(FunctionName|Having|Hint|Identifier|InlineTable|Namespace|Qualify"
              + "|Relation|SubqueryColumnAliases|Table|TableOrView|TableValuedFunction|Transpose"
              + "|TVFAliases|View|With)|Window|With(CTE|WindowDefinition)");

  private static final Pattern LOOKS_AROUND =
      Pattern.compile(
          "(Show|Describe)\\w+|ExplainCommand|SetCatalogAndNamespace|SetNamespaceCommand");

  private static final Pattern OPEN_SETTING =
      Pattern.compile(
          "spark\\.vitrine\\.prompt|spark\\.sql\\.(adaptive|ansi|autoBroadcastJoinThreshold"
              + "|broadcastTimeout|caseSensitive|crossJoin|groupBy\\w+|legacy\\.timeParserPolicy"
              + "|orderByOrdinal|session|shuffle)\\b.*",
          Pattern.CASE_INSENSITIVE);

  /** They call any Java method. */
  private static final Set<String> REFLECTION = Set.of("reflect", "try_reflect", "java_method");

  StatementRule {
    procedures = Set.copyOf(procedures);
  }

  /**
   * @throws io.vitrine.error.VitrineException when the statement must not be run
   */
  void check(LogicalPlan plan) {
    checkNode(plan);
    inside(plan).forEach(this::check);
    CollectionConverters.asJava(plan.expressions()).forEach(this::check);
  }

  /** Whether a client may change a setting. */
  static boolean isOpen(String setting) {
    return OPEN_SETTING.matcher(setting).matches();
  }

  private static List<LogicalPlan> inside(LogicalPlan plan) {
    if (plan instanceof ExplainCommand explain) {
      return List.of(explain.logicalPlan());
    } else if (plan instanceof DescribeQueryCommand describe) {
      return List.of(describe.plan());
    }

    // WITH keeps its queries beside its children
    Seq<QueryPlan<?>> beside = plan.innerChildren();
    return Stream.concat(
            CollectionConverters.asJava(plan.children()).stream(),
            CollectionConverters.asJava(beside).stream()
                .filter(LogicalPlan.class::isInstance)
                .map(LogicalPlan.class::cast))
        .toList();
  }

  private void checkNode(LogicalPlan node) {
    if (node instanceof SetCommand set) {
      checkSetting(set);
    } else if (node instanceof UnresolvedProcedure procedure) {
      checkCall(procedure);
    } else if (!isKnown(node)) {
      throw refused(
          "it is not a query but " + node.getClass().getSimpleName().replace("$", ""),
          "Send SELECT, SHOW, DESCRIBE, EXPLAIN, USE or SET; to write, use ./vitrine");
    } else if (node instanceof UnresolvedTableValuedFunction function
        && last(function.name()).startsWith("table_changes")) {
      throw refused("it reads a table's history by its path", "Ask the tables and views");
    }
  }

  private void checkCall(UnresolvedProcedure procedure) {
    String name = procedure.nameParts().mkString(".").toLowerCase(Locale.ROOT);
    if (!procedures.contains(name)) {
      throw refused(
          "it calls " + name,
          procedures.isEmpty()
              ? "Use ./vitrine, or have the server started with --allow-calls"
              : "Call one of "
                  + String.join(", ", new TreeSet<>(procedures))
                  + ", or use ./vitrine");
    }
  }

  private static void checkSetting(SetCommand set) {
    if (set.kv().isDefined() && !isOpen(set.kv().get()._1())) {
      throw refused(
          "the setting " + set.kv().get()._1() + " is the server's",
          "Give it to ./vitrine serve-sql with --conf");
    }
  }

  private static boolean isKnown(LogicalPlan node) {
    Class<?> type = node.getClass();
    // objects of Scala
    String name = type.getSimpleName().replace("$", "");
    return SPARKS_OWN.matcher(type.getName()).matches()
        && (node instanceof Command ? LOOKS_AROUND : QUERY).matcher(name).matches();
  }

  private void check(Expression expression) {
    if (expression instanceof UnresolvedFunction function
        && REFLECTION.contains(last(function.nameParts()))) {
      throw refused("it calls Java by name", "Use functions of SQL");
    }

    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      check(plan);
    }

    CollectionConverters.asJava(expression.children()).forEach(this::check);
  }

  private static String last(Seq<String> name) {
    return name.last().toLowerCase(Locale.ROOT);
  }

  private static VitrineException refused(String reason, String whatToDo) {
    return Errors.invalid("This server does not run the statement", reason, whatToDo);
  }
}
