package io.vitrine.notify;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * One place that is told. Its URL and its secret are secrets both, since whoever has them can write
 * there; they come from Hadoop's credential providers or from the environment, and never stand in
 * an error or a log.
 *
 * @param secret empty where there is none
 */
public record Webhook(HookKind kind, String url, String secret) {

  /**
   * The hook of a kind: {@code vitrine.notify.<kind>.url} and {@code .secret} in a credential
   * provider, or {@code VITRINE_NOTIFY_<KIND>_URL} and {@code _SECRET} in the environment.
   *
   * @throws io.vitrine.error.VitrineException when there is no URL, or it is none, or it stands
   *     where others can read it
   */
  public static Webhook of(HookKind kind, Configuration hadoop, Map<String, String> environment) {
    String url = value(kind, "url", hadoop, environment);
    boolean legal;
    try {
      URI uri = URI.create(url);
      legal = uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
    } catch (IllegalArgumentException e) {
      legal = false;
    }

    if (!legal) {
      throw Errors.invalid(
          "Cannot send notices to " + name(kind),
          url.isEmpty() ? "nobody says where" : "its URL is none",
          String.format(
              "Put the URL into VITRINE_NOTIFY_%s_URL, or under vitrine.notify.%s.url into a"
                  + " credential provider",
              kind, name(kind)));
    }

    return new Webhook(kind, url, value(kind, "secret", hadoop, environment));
  }

  private static String value(
      HookKind kind, String what, Configuration hadoop, Map<String, String> environment) {
    String alias = "vitrine.notify." + name(kind) + "." + what;
    // a provider's values are not in the configuration itself
    if (hadoop.get(alias) != null) {
      throw Errors.invalid(
          "Cannot take " + alias + " from the configuration",
          "there, and on the command line, anybody can read it",
          "Put it into a credential provider or the environment");
    }

    try {
      char[] stored = hadoop.getPassword(alias);
      if (stored != null) {
        return new String(stored).strip();
      }
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read " + alias + " from the credential provider",
          String.valueOf(e.getMessage()),
          "Check hadoop.security.credential.provider.path and the right to read it",
          e);
    }

    String variable = "VITRINE_NOTIFY_" + kind + "_" + what.toUpperCase(Locale.ROOT);
    return environment.getOrDefault(variable, "").strip();
  }

  private static String name(HookKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Without URL and secret. */
  @Override
  public String toString() {
    return "webhook " + name(kind);
  }
}
