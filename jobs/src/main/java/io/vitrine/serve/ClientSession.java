package io.vitrine.serve;

import io.vitrine.error.VitrineException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** A client's session: settings of its own over tables that all share, and what it has asked. */
final class ClientSession {
  private final Handle handle = Handle.next();
  private final SparkSession spark;
  private final String user;
  private final StatementRule rule;
  private final SqlHost host;
  private final Map<Handle, Operation> operations = new ConcurrentHashMap<>();
  private final Map<Handle, String> statements = new ConcurrentHashMap<>();

  ClientSession(SparkSession spark, String user, StatementRule rule, SqlHost host) {
    this.spark = spark;
    this.user = user;
    this.rule = rule;
    this.host = host;
    host.prepare(spark, user);
    StatementRule.SETTINGS.forEach(spark.conf()::set);
  }

  Handle handle() {
    return handle;
  }

  SparkSession spark() {
    return spark;
  }

  /** Begins to run a statement. */
  Operation run(String sql, ExecutorService threads) {
    Operation operation = new Operation(spark.sparkContext(), () -> answer(sql));
    statements.put(operation.handle(), sql);
    operations.put(operation.handle(), operation);
    operation.start(threads);
    return operation;
  }

  private Answer answer(String sql) throws ParseException {
    // the parser reads settings of the thread's session
    SparkSession.setActiveSession(spark);
    rule.check(spark.sessionState().sqlParser().parsePlan(sql));
    return Answer.of(spark.sql(sql));
  }

  /** Answers a question about tables at once. */
  Operation ask(Supplier<Answer> question) {
    Operation operation =
        new Operation(spark.sparkContext(), () -> spark.withActive(question::get));
    operations.put(operation.handle(), operation);
    operation.run();
    return operation;
  }

  /** One of this session's questions, unless it was closed. */
  Optional<Operation> operation(Handle operation) {
    return Optional.ofNullable(operations.get(operation));
  }

  /** Forgets an answer, and ends what is still running. */
  void close(Handle handle) {
    Operation operation = operations.remove(handle);
    if (operation == null) {
      return;
    }

    TOperationState last = operation.state();
    operation.cancel();
    String sql = statements.remove(handle);
    if (sql != null) {
      host.record(new ServedStatement(user, sql, operation.sent(), outcome(operation, last)));
    }
  }

  private static String outcome(Operation operation, TOperationState last) {
    if (last == TOperationState.FINISHED_STATE) {
      return ServedStatement.DONE;
    }

    return operation
        .error()
        .filter(e -> last == TOperationState.ERROR_STATE)
        .map(
            e ->
                e instanceof VitrineException
                    ? ServedStatement.REFUSED
                    : "failed: " + e.getClass().getSimpleName())
        .orElse(ServedStatement.CANCELED);
  }

  /** Ends everything. */
  void close() {
    operations.keySet().forEach(this::close);
  }
}
