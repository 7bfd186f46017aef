package io.vitrine.serve;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TSaslServerTransport;

/** A client's calls, one after the other; when it is gone, all it has left is ended. */
final class Connection implements TProcessor {
  private final Function<String, CliService> services;
  private final Consumer<CliService> end;
  private CliService service;

  /**
   * @param services makes what answers the calls of a user
   * @param end called when the client is gone
   */
  Connection(Function<String, CliService> services, Consumer<CliService> end) {
    this.services = services;
    this.end = end;
  }

  @Override
  public void process(TProtocol in, TProtocol out) throws TException {
    if (service == null) {
      TSaslServerTransport transport = (TSaslServerTransport) in.getTransport();
      service = services.apply(transport.getSaslServer().getAuthorizationID());
    }

    try {
      new TCLIService.Processor<>(service).process(in, out);
    } catch (TException e) {
      end.accept(service);
      throw e;
    }
  }
}
