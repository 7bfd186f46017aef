package io.vitrine.serve;

import io.vitrine.error.Errors;
import io.vitrine.generate.DaemonThreads;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Security;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.AuthorizeCallback;
import org.apache.spark.sql.SparkSession;
import org.apache.thrift.TProcessor;
import org.apache.thrift.TProcessorFactory;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TSaslServerTransport;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * A server that speaks HiveServer2's protocol, as drivers for Hive, Spark and Kyuubi do: SASL PLAIN
 * over TCP, rows as columns. Each client has a session of its own, in which it may read, and call
 * what whoever starts the server names.
 */
public final class SqlServer implements AutoCloseable {
  private static final int MOST_CLIENTS = 200;
  private static final int MOST_STATEMENTS_AT_ONCE = 8;
  private static final long PATIENCE_SECONDS = 5;

  /** Longest text, and longest list, that a client may send. */
  private static final int MOST_SENT = 16 << 20;

  private final SparkSession spark;
  private final Settings settings;
  private final SqlHost host;
  private final ExecutorService statements =
      Executors.newFixedThreadPool(
          MOST_STATEMENTS_AT_ONCE, new DaemonThreads("vitrine-sql-statement"));
  private final Set<TTransport> clients = ConcurrentHashMap.newKeySet();
  private final Set<CliService> services = ConcurrentHashMap.newKeySet();
  private final TServerSocket socket;
  private final TThreadPoolServer server;

  /**
   * Where a server listens and whom it lets in.
   *
   * @param port 0 is any that is free
   * @param password what every client must know; null lets everybody in
   * @param database the current one of a new session
   * @param procedures what clients may call, each by its full name, such as {@code
   *     vitrine.system.runs}
   */
  public record Settings(
      String host, int port, String password, String database, Set<String> procedures) {
    /** Keeps the password to itself. */
    @Override
    public String toString() {
      return host + ":" + port + "/" + database;
    }
  }

  private SqlServer(SparkSession spark, Settings settings, SqlHost host)
      throws TTransportException {
    this.spark = spark;
    this.settings = settings;
    this.host = host;
    this.socket = new TServerSocket(new InetSocketAddress(settings.host(), settings.port()));
    this.server =
        new TThreadPoolServer(
            new TThreadPoolServer.Args(socket)
                .executorService(
                    new ThreadPoolExecutor(
                        /* corePoolSize= */ 0,
                        MOST_CLIENTS,
                        /* keepAliveTime= */ 60,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        new DaemonThreads("vitrine-sql-client")))
                .stopTimeoutVal((int) PATIENCE_SECONDS)
                .transportFactory(transports())
                .protocolFactory(new TBinaryProtocol.Factory(MOST_SENT, MOST_SENT))
                .processorFactory(new Connections()));
  }

  /**
   * Starts to listen.
   *
   * @param spark of whose catalogue clients see the tables
   * @throws io.vitrine.error.VitrineException when the address cannot be listened on
   */
  public static SqlServer start(SparkSession spark, Settings settings, SqlHost host) {
    Security.addProvider(new PlainSasl.Factory());
    try {
      SqlServer started = new SqlServer(spark, settings, host);
      new DaemonThreads("vitrine-sql").newThread(started.server::serve).start();
      return started;
    } catch (TTransportException e) {
      throw Errors.invalid(
          "Cannot listen on " + settings.host() + ":" + settings.port(),
          String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          "Name a free port with --port, and an address of this machine with --host",
          e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return socket.getServerSocket().getLocalPort();
  }

  private TSaslServerTransport.Factory transports() {
    return new TSaslServerTransport.Factory(
        PlainSasl.MECHANISM, /* protocol= */ null, /* serverName= */ null, Map.of(), this::letIn);
  }

  private void letIn(Callback... said) {
    boolean knows = settings.password() == null;
    for (Callback callback : said) {
      if (callback instanceof PasswordCallback password && !knows) {
        // as long whatever is wrong with it
        knows =
            MessageDigest.isEqual(
                settings.password().getBytes(StandardCharsets.UTF_8),
                new String(password.getPassword()).getBytes(StandardCharsets.UTF_8));
        password.clearPassword();
      }
    }

    for (Callback callback : said) {
      if (callback instanceof AuthorizeCallback authorize) {
        authorize.setAuthorized(
            knows && authorize.getAuthenticationID().equals(authorize.getAuthorizationID()));
      }
    }
  }

  /** Ends all sessions, and listens no more. */
  @Override
  public void close() {
    server.stop();
    socket.close();
    services.forEach(CliService::close);
    clients.forEach(TTransport::close);
    statements.shutdownNow();
  }

  private final class Connections extends TProcessorFactory {
    Connections() {
      super(/* processor= */ null);
    }

    @Override
    public TProcessor getProcessor(TTransport client) {
      clients.removeIf(known -> !known.isOpen());
      clients.add(client);
      return new Connection(this::serve, this::end);
    }

    private CliService serve(String user) {
      CliService service = new CliService(spark, user, settings, host, statements);
      services.add(service);
      return service;
    }

    private void end(CliService service) {
      services.remove(service);
      service.close();
    }
  }
}
