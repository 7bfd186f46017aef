package io.vitrine.serve;

import io.vitrine.error.Errors;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TDownloadDataReq;
import org.apache.hive.service.rpc.thrift.TDownloadDataResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetCatalogsReq;
import org.apache.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.hive.service.rpc.thrift.TGetColumnsResp;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.hive.service.rpc.thrift.TGetFunctionsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.hive.service.rpc.thrift.TGetQueryIdReq;
import org.apache.hive.service.rpc.thrift.TGetQueryIdResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.hive.service.rpc.thrift.TGetSchemasResp;
import org.apache.hive.service.rpc.thrift.TGetTableTypesReq;
import org.apache.hive.service.rpc.thrift.TGetTableTypesResp;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoReq;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TSetClientInfoReq;
import org.apache.hive.service.rpc.thrift.TSetClientInfoResp;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.hive.service.rpc.thrift.TStringColumn;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TUploadDataReq;
import org.apache.hive.service.rpc.thrift.TUploadDataResp;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HiveServer2's calls, for one connection: its sessions and statements cannot be named by others.
 */
final class CliService implements TCLIService.Iface {
  private static final Logger LOG = LoggerFactory.getLogger(CliService.class);

  /** The first version in which rows come as columns, which is the only form they have here. */
  private static final TProtocolVersion LEAST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V6;

  private static final TProtocolVersion MOST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;

  /** How long a question whether a statement is over may wait for its end. */
  private static final long STATUS_MILLIS = 200;

  private static final short LOG_LINES = 1;
  private static final String USE = "use:database";
  private static final String SETTING = "set:hiveconf:";

  private final SparkSession spark;
  private final String user;
  private final SqlServer.Settings settings;
  private final SqlHost host;
  private final ExecutorService threads;
  private final Map<Handle, ClientSession> sessions = new ConcurrentHashMap<>();

  /**
   * @param user who they said they are
   * @param threads run statements
   */
  CliService(
      SparkSession spark,
      String user,
      SqlServer.Settings settings,
      SqlHost host,
      ExecutorService threads) {
    this.spark = spark;
    this.user = user;
    this.settings = settings;
    this.host = host;
    this.threads = threads;
  }

  /** Ends all that the client has left. */
  void close() {
    sessions.values().forEach(ClientSession::close);
    sessions.clear();
  }

  @Override
  public TOpenSessionResp OpenSession(TOpenSessionReq request) {
    TProtocolVersion version =
        request.getClient_protocol().compareTo(MOST) < 0 ? request.getClient_protocol() : MOST;
    return answer(
        new TOpenSessionResp(status(), version),
        TOpenSessionResp::setStatus,
        response -> {
          if (version.compareTo(LEAST) < 0) {
            throw Errors.invalid(
                "The driver is too old",
                "it speaks " + version + " and this server " + LEAST + " to " + MOST,
                "Use a driver for Hive 0.13 or newer");
          }

          ClientSession session = open(request);
          sessions.put(session.handle(), session);
          response.setSessionHandle(new TSessionHandle(session.handle().sent()));
          response.setConfiguration(Map.of());
        });
  }

  private ClientSession open(TOpenSessionReq request) {
    Map<String, String> wanted = Optional.ofNullable(request.getConfiguration()).orElse(Map.of());
    ClientSession session =
        new ClientSession(spark.newSession(), user, new StatementRule(settings.procedures()), host);
    session.spark().catalog().setCurrentDatabase(wanted.getOrDefault(USE, settings.database()));
    wanted.forEach(
        (key, value) -> {
          String name = key.startsWith(SETTING) ? key.substring(SETTING.length()) : key;
          // drivers send settings for Hive without being asked to
          if (StatementRule.isOpen(name)) {
            session.spark().conf().set(name, value);
          }
        });
    return session;
  }

  @Override
  public TCloseSessionResp CloseSession(TCloseSessionReq request) {
    return answer(
        new TCloseSessionResp(),
        TCloseSessionResp::setStatus,
        response -> {
          ClientSession session = session(request.getSessionHandle());
          sessions.remove(session.handle());
          session.close();
        });
  }

  @Override
  public TGetInfoResp GetInfo(TGetInfoReq request) {
    return answer(
        new TGetInfoResp(status(), TGetInfoValue.stringValue("")),
        TGetInfoResp::setStatus,
        response -> {
          session(request.getSessionHandle());
          response.setInfoValue(
              switch (request.getInfoType()) {
                // the dialect, by which programs choose how to write SQL
                case CLI_SERVER_NAME, CLI_DBMS_NAME -> TGetInfoValue.stringValue("Spark SQL");
                case CLI_DBMS_VER -> TGetInfoValue.stringValue(spark.version());
                case CLI_DATA_SOURCE_READ_ONLY ->
                    TGetInfoValue.stringValue(settings.procedures().isEmpty() ? "Y" : "N");
                case CLI_IDENTIFIER_QUOTE_CHAR -> TGetInfoValue.stringValue("`");
                case CLI_USER_NAME -> TGetInfoValue.stringValue(user);
                case CLI_MAX_COLUMN_NAME_LEN,
                    CLI_MAX_SCHEMA_NAME_LEN,
                    CLI_MAX_TABLE_NAME_LEN,
                    CLI_MAX_IDENTIFIER_LEN ->
                    TGetInfoValue.lenValue(255);
                case CLI_TXN_CAPABLE -> TGetInfoValue.smallIntValue((short) 0);
                default ->
                    throw Errors.invalid(
                        "The server cannot tell " + request.getInfoType(),
                        "it has no such limit or ability",
                        "Ask DatabaseMetaData of the driver");
              });
        });
  }

  @Override
  public TExecuteStatementResp ExecuteStatement(TExecuteStatementReq request) {
    return answer(
        new TExecuteStatementResp(),
        TExecuteStatementResp::setStatus,
        response -> {
          ClientSession session = session(request.getSessionHandle());
          Operation operation = session.run(request.getStatement(), threads);
          if (!request.isRunAsync()) {
            awaitEnd(session, operation);
          }

          response.setOperationHandle(handle(operation, TOperationType.EXECUTE_STATEMENT));
        });
  }

  private static void awaitEnd(ClientSession session, Operation operation) {
    try {
      operation.await(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      operation.cancel();
      Thread.currentThread().interrupt();
    }

    if (operation.error().isPresent()) {
      session.close(operation.handle());
      throw new FailedStatement(operation.error().get());
    }
  }

  @Override
  public TGetTypeInfoResp GetTypeInfo(TGetTypeInfoReq request) {
    return answer(
        new TGetTypeInfoResp(),
        TGetTypeInfoResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(request.getSessionHandle(), TOperationType.GET_TYPE_INFO, Dictionary::types)));
  }

  @Override
  public TGetCatalogsResp GetCatalogs(TGetCatalogsReq request) {
    return answer(
        new TGetCatalogsResp(),
        TGetCatalogsResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(
                    request.getSessionHandle(),
                    TOperationType.GET_CATALOGS,
                    Dictionary::catalogs)));
  }

  @Override
  public TGetSchemasResp GetSchemas(TGetSchemasReq request) {
    return answer(
        new TGetSchemasResp(),
        TGetSchemasResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(
                    request.getSessionHandle(),
                    TOperationType.GET_SCHEMAS,
                    dictionary -> dictionary.schemas(request.getSchemaName()))));
  }

  @Override
  public TGetTablesResp GetTables(TGetTablesReq request) {
    return answer(
        new TGetTablesResp(),
        TGetTablesResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(
                    request.getSessionHandle(),
                    TOperationType.GET_TABLES,
                    dictionary ->
                        dictionary.tables(
                            request.getSchemaName(),
                            request.getTableName(),
                            request.getTableTypes()))));
  }

  @Override
  public TGetTableTypesResp GetTableTypes(TGetTableTypesReq request) {
    return answer(
        new TGetTableTypesResp(),
        TGetTableTypesResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(
                    request.getSessionHandle(),
                    TOperationType.GET_TABLE_TYPES,
                    Dictionary::tableTypes)));
  }

  @Override
  public TGetColumnsResp GetColumns(TGetColumnsReq request) {
    return answer(
        new TGetColumnsResp(),
        TGetColumnsResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(
                    request.getSessionHandle(),
                    TOperationType.GET_COLUMNS,
                    dictionary ->
                        dictionary.columns(
                            request.getSchemaName(),
                            request.getTableName(),
                            request.getColumnName()))));
  }

  @Override
  public TGetFunctionsResp GetFunctions(TGetFunctionsReq request) {
    return answer(
        new TGetFunctionsResp(),
        TGetFunctionsResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(
                    request.getSessionHandle(),
                    TOperationType.GET_FUNCTIONS,
                    dictionary -> dictionary.functions(request.getFunctionName()))));
  }

  @Override
  public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) {
    return answer(
        new TGetPrimaryKeysResp(),
        TGetPrimaryKeysResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(request.getSessionHandle(), TOperationType.UNKNOWN, Dictionary::primaryKeys)));
  }

  @Override
  public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) {
    return answer(
        new TGetCrossReferenceResp(),
        TGetCrossReferenceResp::setStatus,
        response ->
            response.setOperationHandle(
                ask(
                    request.getSessionHandle(),
                    TOperationType.UNKNOWN,
                    Dictionary::crossReferences)));
  }

  @Override
  public TGetOperationStatusResp GetOperationStatus(TGetOperationStatusReq request) {
    return answer(
        new TGetOperationStatusResp(),
        TGetOperationStatusResp::setStatus,
        response -> {
          Operation operation = operation(request.getOperationHandle());
          await(operation);
          TOperationState state = operation.state();
          response.setOperationState(state);
          response.setHasResultSet(true);
          if (state == TOperationState.ERROR_STATE) {
            TStatus failure = failure(operation.error().orElseThrow());
            response.setSqlState(failure.getSqlState());
            response.setErrorCode(failure.getErrorCode());
            response.setErrorMessage(failure.getErrorMessage());
          }
        });
  }

  private static void await(Operation operation) {
    try {
      operation.await(STATUS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public TCancelOperationResp CancelOperation(TCancelOperationReq request) {
    return answer(
        new TCancelOperationResp(),
        TCancelOperationResp::setStatus,
        response -> operation(request.getOperationHandle()).cancel());
  }

  @Override
  public TCloseOperationResp CloseOperation(TCloseOperationReq request) {
    Handle handle = Handle.of(request.getOperationHandle().getOperationId());
    return answer(
        new TCloseOperationResp(),
        TCloseOperationResp::setStatus,
        response -> sessions.values().forEach(session -> session.close(handle)));
  }

  @Override
  public TGetResultSetMetadataResp GetResultSetMetadata(TGetResultSetMetadataReq request) {
    return answer(
        new TGetResultSetMetadataResp(),
        TGetResultSetMetadataResp::setStatus,
        response -> {
          StructType schema = finished(request.getOperationHandle()).schema();
          response.setSchema(
              new TTableSchema(
                  IntStream.range(0, schema.size()).mapToObj(at -> describe(schema, at)).toList()));
        });
  }

  private static TColumnDesc describe(StructType schema, int at) {
    TColumnDesc column =
        new TColumnDesc(
            schema.apply(at).name(), HiveType.description(schema.apply(at).dataType()), at + 1);
    column.setComment(schema.apply(at).getComment().getOrElse(() -> ""));
    return column;
  }

  @Override
  public TFetchResultsResp FetchResults(TFetchResultsReq request) {
    return answer(
        new TFetchResultsResp(),
        TFetchResultsResp::setStatus,
        response -> {
          if (request.getFetchType() == LOG_LINES) {
            response.setResults(noLog());
            response.setHasMoreRows(false);
            return;
          }

          Operation operation = finished(request.getOperationHandle());
          if (request.getOrientation() != TFetchOrientation.FETCH_NEXT && operation.sent() > 0) {
            throw Errors.invalid(
                "Cannot go back to rows that were fetched",
                "they are not kept",
                "Run the statement again, or read forward only");
          }

          response.setResults(operation.next(request.getMaxRows()));
          response.setHasMoreRows(operation.hasMore());
        });
  }

  /** Clients may ask for a statement's log, of which there is none. */
  private static TRowSet noLog() {
    TRowSet none = new TRowSet(0, List.of());
    none.setColumns(
        List.of(TColumn.stringVal(new TStringColumn(List.of(), ByteBuffer.allocate(0)))));
    return none;
  }

  @Override
  public TGetDelegationTokenResp GetDelegationToken(TGetDelegationTokenReq request) {
    return answer(
        new TGetDelegationTokenResp(),
        TGetDelegationTokenResp::setStatus,
        response -> lacks("delegation tokens"));
  }

  @Override
  public TCancelDelegationTokenResp CancelDelegationToken(TCancelDelegationTokenReq request) {
    return answer(
        new TCancelDelegationTokenResp(),
        TCancelDelegationTokenResp::setStatus,
        response -> lacks("delegation tokens"));
  }

  @Override
  public TRenewDelegationTokenResp RenewDelegationToken(TRenewDelegationTokenReq request) {
    return answer(
        new TRenewDelegationTokenResp(),
        TRenewDelegationTokenResp::setStatus,
        response -> lacks("delegation tokens"));
  }

  @Override
  public TGetQueryIdResp GetQueryId(TGetQueryIdReq request) {
    return new TGetQueryIdResp(
        Handle.of(request.getOperationHandle().getOperationId()).id().toString());
  }

  @Override
  public TSetClientInfoResp SetClientInfo(TSetClientInfoReq request) {
    return new TSetClientInfoResp(status());
  }

  @Override
  public TUploadDataResp UploadData(TUploadDataReq request) {
    return answer(new TUploadDataResp(), TUploadDataResp::setStatus, response -> lacks("uploads"));
  }

  @Override
  public TDownloadDataResp DownloadData(TDownloadDataReq request) {
    return answer(
        new TDownloadDataResp(), TDownloadDataResp::setStatus, response -> lacks("downloads"));
  }

  private static void lacks(String what) {
    throw Errors.invalid(
        "The server has no " + what, "it gives out tables and nothing else", "Send SQL");
  }

  private TOperationHandle ask(
      TSessionHandle handle, TOperationType type, Function<Dictionary, Answer> question) {
    ClientSession session = session(handle);
    Operation operation = session.ask(() -> question.apply(new Dictionary(session.spark())));
    if (operation.error().isPresent()) {
      session.close(operation.handle());
      throw new FailedStatement(operation.error().get());
    }

    return handle(operation, type);
  }

  private static TOperationHandle handle(Operation operation, TOperationType type) {
    return new TOperationHandle(operation.handle().sent(), type, /* hasResultSet= */ true);
  }

  private ClientSession session(TSessionHandle handle) {
    ClientSession found = sessions.get(Handle.of(handle.getSessionId()));
    if (found == null) {
      throw Errors.invalid(
          "There is no such session", "it was closed, or is another connection's", "Connect again");
    }

    return found;
  }

  private Operation operation(TOperationHandle handle) {
    Handle wanted = Handle.of(handle.getOperationId());
    return sessions.values().stream()
        .flatMap(session -> session.operation(wanted).stream())
        .findFirst()
        .orElseThrow(
            () ->
                Errors.invalid(
                    "There is no such statement",
                    "it was closed, or is another connection's",
                    "Run it again"));
  }

  private Operation finished(TOperationHandle handle) {
    Operation operation = operation(handle);
    if (operation.state() != TOperationState.FINISHED_STATE) {
      throw operation
          .error()
          .<RuntimeException>map(FailedStatement::new)
          .orElseGet(
              () ->
                  Errors.invalid(
                      "The statement has no rows",
                      "it is in " + operation.state(),
                      "Wait for its end, or run it again"));
    }

    return operation;
  }

  /** Whatever goes wrong becomes the answer's status. */
  private <R> R answer(R response, BiConsumer<R, TStatus> status, Consumer<R> work) {
    try {
      work.accept(response);
      status.accept(response, status());
    } catch (Exception e) {
      // Spark's own are checked ones that nobody declares
      LOG.info("A call of a client failed", e);
      status.accept(response, failure(e instanceof FailedStatement ? e.getCause() : e));
    }

    return response;
  }

  private static TStatus status() {
    return new TStatus(TStatusCode.SUCCESS_STATUS);
  }

  private TStatus failure(Throwable error) {
    TStatus status = new TStatus(TStatusCode.ERROR_STATUS);
    status.setErrorMessage(host.explain(error));
    status.setSqlState(
        error instanceof SparkThrowable known && known.getSqlState() != null
            ? known.getSqlState()
            : "HY000");
    status.setErrorCode(0);
    return status;
  }

  /** Carries what went wrong in a statement's own thread. */
  private static final class FailedStatement extends RuntimeException {
    FailedStatement(Throwable cause) {
      super(cause);
    }
  }
}
