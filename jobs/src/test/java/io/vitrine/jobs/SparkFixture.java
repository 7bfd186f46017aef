package io.vitrine.jobs;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one local Spark session with Delta, started once and shared by all. */
public final class SparkFixture implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SparkFixture.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return session(context);
  }

  /** The session, for fixtures that need it. */
  static SparkSession session(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
        .session;
  }

  /** Closed by JUnit when all tests are over. */
  private static final class Shared implements AutoCloseable {
    private final SparkSession session =
        SparkSession.builder()
            .config(
                SessionDefaults.complete(
                    new SparkConf()
                        .set("spark.master", "local[2]")
                        // to write and compile a class for each of many small queries takes longer
                        // than to run them; what is started as users start it has it on
                        .set("spark.sql.codegen.wholeStage", "false")
                        .set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                        .set("spark.hadoop.fs.fault.impl", StubFaultFileSystem.class.getName())
                        .set("spark.delta.logStore.fault.impl", "io.delta.storage.LocalLogStore")
                        .set(
                            "spark.sql.warehouse.dir",
                            "target/spark-warehouse-" + System.getProperty("vitrine.fork", "jvm"))))
            .getOrCreate();

    @Override
    public void close() {
      session.stop();
    }
  }
}
