package io.vitrine.jobs;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/** Tells which statements have the model look at pictures. */
final class ModelUse {
  private static final Set<String> FUNCTIONS = Set.of("describe_product", "product_copy");

  private ModelUse() {}

  /**
   * @param analyzed a plan in which names are resolved
   */
  static boolean isIn(LogicalPlan analyzed) {
    return CollectionConverters.asJava(analyzed.expressions()).stream().anyMatch(ModelUse::isIn)
        || Stream.concat(
                CollectionConverters.asJava(analyzed.children()).stream(),
                // what a command writes stands beside its children
                CollectionConverters.asJava(analyzed.innerChildren()).stream())
            .anyMatch(inner -> inner instanceof LogicalPlan plan && isIn(plan));
  }

  private static boolean isIn(Expression expression) {
    return expression instanceof ScalaUDF call
            && call.udfName().exists(name -> FUNCTIONS.contains(name))
        || expression instanceof PlanExpression<?> subquery
            && subquery.plan() instanceof LogicalPlan plan
            && isIn(plan)
        || CollectionConverters.asJava(expression.children()).stream().anyMatch(ModelUse::isIn);
  }
}
