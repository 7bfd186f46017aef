package io.vitrine.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.generate.DaemonThreads;
import io.vitrine.json.JsonText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices, each hook on a thread of its own and several times if need be. Nothing that a hook
 * does can fail the work that is told of: what cannot be delivered in time is a line in the log.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TRIES = 3;

  private final List<Webhook> hooks;
  private final Duration patience;
  private final ExecutorService threads;

  /**
   * @param patience how long {@link #close} waits for what is under way, and a hook's answer may
   *     take
   */
  public Notifier(List<Webhook> hooks, Duration patience) {
    this.hooks = List.copyOf(hooks);
    this.patience = patience;
    this.threads = Executors.newCachedThreadPool(new DaemonThreads("vitrine-notify"));
  }

  /** Sends a notice to all hooks, and returns at once. */
  public void send(Notice notice) {
    for (Webhook hook : hooks) {
      threads.execute(() -> deliver(hook, notice));
    }
  }

  private void deliver(Webhook hook, Notice notice) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
    try {
      for (int attempt = 1; attempt <= TRIES; attempt++) {
        if (isDelivered(client, hook, notice)) {
          return;
        }

        if (attempt < TRIES) {
          Thread.sleep(patience.toMillis() / 20 << attempt);
        }
      }

      LOG.warn("The {} did not take the notice {}", hook, notice.event());
    } catch (InterruptedException e) {
      LOG.warn("There was no time left to tell the {} of {}", hook, notice.event());
    } catch (RuntimeException e) {
      // the exception's words may hold the URL
      LOG.warn("The {} cannot be told of {}: {}", hook, notice.event(), e.getClass().getName());
    }
  }

  private boolean isDelivered(HttpClient client, Webhook hook, Notice notice)
      throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(request(hook, notice), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() / 100 == 2 && !saysError(response.body());
    } catch (IOException e) {
      LOG.info("The {} did not answer: {}", hook, e.getClass().getName());
      return false;
    }
  }

  /** WeCom and DingTalk answer a refusal with status 200 and an error's number. */
  private static boolean saysError(String body) {
    try {
      return body.startsWith("{") && JSON.readTree(body).path("errcode").asInt(0) != 0;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private HttpRequest request(Webhook hook, Notice notice) {
    return HttpRequest.newBuilder(hook.kind().address(hook.url(), hook.secret(), Instant.now()))
        .timeout(patience)
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                JsonText.line(hook.kind().body(notice)), StandardCharsets.UTF_8))
        .build();
  }

  /** Waits a little for what is under way. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
