package io.vitrine.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;

/**
 * The server's side of SASL's mechanism PLAIN (RFC 4616), of which the JDK has the client's alone.
 * One message holds who to act as, who one is, and a password, parted by NULs; the handler says
 * whether they go together.
 */
final class PlainSasl implements SaslServer {
  static final String MECHANISM = "PLAIN";

  private final CallbackHandler handler;
  private String user;

  PlainSasl(CallbackHandler handler) {
    this.handler = handler;
  }

  @Override
  public String getMechanismName() {
    return MECHANISM;
  }

  @Override
  public byte[] evaluateResponse(byte[] response) throws SaslException {
    String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty()) {
      throw new SaslException("a user's name and a password are expected");
    }

    NameCallback name = new NameCallback("user", parts[1]);
    name.setName(parts[1]);
    PasswordCallback password = new PasswordCallback("password", /* echoOn= */ false);
    password.setPassword(parts[2].toCharArray());
    AuthorizeCallback authorize =
        new AuthorizeCallback(parts[1], parts[0].isEmpty() ? parts[1] : parts[0]);
    try {
      handler.handle(new Callback[] {name, password, authorize});
    } catch (IOException | UnsupportedCallbackException e) {
      throw new SaslException("the password cannot be checked", e);
    }

    if (!authorize.isAuthorized()) {
      throw new SaslException("wrong user or password");
    }

    user = authorize.getAuthorizedID();
    return new byte[0];
  }

  @Override
  public boolean isComplete() {
    return user != null;
  }

  @Override
  public String getAuthorizationID() {
    if (user == null) {
      throw new IllegalStateException("Nobody has said who they are yet");
    }

    return user;
  }

  /** PLAIN protects nothing that is said afterwards. */
  @Override
  public byte[] unwrap(byte[] incoming, int offset, int length) {
    throw new IllegalStateException("PLAIN has no security layer");
  }

  @Override
  public byte[] wrap(byte[] outgoing, int offset, int length) {
    throw new IllegalStateException("PLAIN has no security layer");
  }

  @Override
  public Object getNegotiatedProperty(String name) {
    return null;
  }

  @Override
  public void dispose() {}

  /** Tells the JDK where servers for PLAIN come from. */
  static final class Factory extends Provider implements SaslServerFactory {
    Factory() {
      super("VitrineSaslPlain", "1.0", "SASL PLAIN for servers");
      // by name the JDK could not make one of a class that is not public
      putService(
          new Service(
              this,
              "SaslServerFactory",
              MECHANISM,
              Factory.class.getName(),
              /* aliases= */ null,
              /* attributes= */ null) {
            @Override
            public Object newInstance(Object parameter) {
              return Factory.this;
            }
          });
    }

    @Override
    public SaslServer createSaslServer(
        String mechanism,
        String protocol,
        String server,
        Map<String, ?> settings,
        CallbackHandler handler) {
      return mechanism.equals(MECHANISM) ? new PlainSasl(handler) : null;
    }

    @Override
    public String[] getMechanismNames(Map<String, ?> settings) {
      return new String[] {MECHANISM};
    }
  }
}
