package io.vitrine.jobs;

import io.vitrine.spark.SessionPart;
import io.vitrine.table.Views;
import io.vitrine.table.Warehouse;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.PartialFunction;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;

/**
 * Brings the tables and views of the warehouse that {@code spark.sql.catalog.vitrine.warehouse}
 * names into the scope of every query of a session, under their own names, as they are when the
 * query begins. The session's own tables and views of the same name come first.
 */
public final class WarehouseScope implements SessionPart {
  static final String WAREHOUSE_KEY = VitrineCatalog.OPTIONS + "warehouse";

  @Override
  public void accept(SparkSessionExtensions extensions) {
    extensions.injectResolutionRule(
        new AbstractFunction1<>() {
          @Override
          public Rule<LogicalPlan> apply(SparkSession session) {
            return new Resolve(session);
          }
        });
  }

  private static final class Resolve extends Rule<LogicalPlan> {
    private final SparkSession session;

    Resolve(SparkSession session) {
      this.session = session;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
      String uri = session.conf().get(WAREHOUSE_KEY, "");
      return uri.isEmpty() ? plan : plan.resolveOperatorsUp(relations(uri));
    }

    private PartialFunction<LogicalPlan, LogicalPlan> relations(String uri) {
      return new AbstractPartialFunction<>() {
        @Override
        public boolean isDefinedAt(LogicalPlan node) {
          return node instanceof UnresolvedRelation relation
              && !relation.isStreaming()
              && relation.multipartIdentifier().size() == 1
              && isNamed(uri, nameOf(relation));
        }

        @Override
        public LogicalPlan apply(LogicalPlan node) {
          String name = nameOf((UnresolvedRelation) node);
          return new SubqueryAlias(
              new AliasIdentifier(name, CollectionConverters.asScala(List.<String>of()).toSeq()),
              Warehouse.existing(session, uri).read(name).queryExecution().analyzed());
        }
      };
    }

    private boolean isNamed(String uri, String name) {
      return Views.names().contains(name)
          || Warehouse.open(session, uri).everyTable().stream()
              .anyMatch(table -> table.name().equals(name));
    }

    private static String nameOf(UnresolvedRelation relation) {
      return relation.multipartIdentifier().head().toLowerCase(Locale.ROOT);
    }
  }
}
