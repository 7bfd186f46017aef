package io.vitrine.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<URI> addresses = Collections.synchronizedList(new ArrayList<>());
  private final Deque<String> answers = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          addresses.add(exchange.getRequestURI());
          String answer = answers.isEmpty() ? "200 {\"errcode\":0}" : answers.poll();
          byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void everyKindGetsItsOwnForm() {
    Map<HookKind, String> forms = new LinkedHashMap<>();
    for (HookKind kind : HookKind.values()) {
      send(kind, "");
      forms.put(kind, bodies.get(bodies.size() - 1));
    }

    String text = "Vitrine: run 7 ended\\nok: 3\\nfailed: 0";
    assertThat(forms.get(HookKind.WECOM))
        .contains("\"msgtype\":\"text\"")
        .contains("{\"content\":\"" + text + "\"}");
    assertThat(forms.get(HookKind.DINGTALK)).contains("{\"content\":\"" + text + "\"}");
    assertThat(forms.get(HookKind.SLACK)).isEqualTo("{\"text\":\"" + text + "\"}");
    assertThat(forms.get(HookKind.GENERIC))
        .isEqualTo("{\"event\":\"run_end\",\"title\":\"run 7 ended\",\"ok\":3,\"failed\":0}");
  }

  /** The expected text was computed with openssl dgst -sha256 -hmac. */
  @Test
  void dingTalkIsSigned() {
    URI signed =
        HookKind.DINGTALK.address(
            "https://oapi.dingtalk.com/robot/send?access_token=t",
            "SECabc",
            Instant.ofEpochMilli(1700000000000L));

    assertThat(signed.toString())
        .isEqualTo(
            "https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=1700000000000&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D");
  }

  @Test
  void aHookThatRefusesIsAskedAgain() {
    answers.addAll(List.of("503 busy", "200 {\"errcode\":45009}", "200 ok"));
    send(HookKind.WECOM, "");

    assertThat(bodies).hasSize(3);
  }

  @Test
  void aHookThatNeverAnswersWellFailsNothing() {
    answers.addAll(List.of("500 no", "500 no", "500 no", "500 no"));
    send(HookKind.SLACK, "");

    assertThat(bodies).hasSize(3);
  }

  @Test
  void aHookThatIsNotThereFailsNothing() {
    server.stop(0);
    send(HookKind.SLACK, "");

    assertThat(bodies).isEmpty();
  }

  @Test
  void secretsComeFromACredentialProviderOrTheEnvironment(@TempDir Path dir) throws Exception {
    Configuration hadoop = new Configuration(/* loadDefaults= */ false);
    hadoop.set(
        CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH,
        "localjceks://file" + dir.resolve("keys.jceks"));
    CredentialProvider provider = CredentialProviderFactory.getProviders(hadoop).get(0);
    provider.createCredentialEntry(
        "vitrine.notify.dingtalk.url", "https://example.com/stored".toCharArray());
    provider.flush();

    Webhook hook =
        Webhook.of(HookKind.DINGTALK, hadoop, Map.of("VITRINE_NOTIFY_DINGTALK_SECRET", "SECabc"));

    assertThat(hook)
        .isEqualTo(new Webhook(HookKind.DINGTALK, "https://example.com/stored", "SECabc"));
  }

  @Test
  void secretsThatStandInTheConfigurationAreRefused() {
    Configuration hadoop = new Configuration(/* loadDefaults= */ false);
    hadoop.set("vitrine.notify.slack.url", "https://example.com/hidden");

    assertThatThrownBy(() -> Webhook.of(HookKind.SLACK, hadoop, Map.of()))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("vitrine.notify.slack.url")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void noUrlAndNoSecretIsEverWrittenOut() {
    assertThat(new Webhook(HookKind.DINGTALK, "https://example.com/key", "SECabc").toString())
        .isEqualTo("webhook dingtalk");
    assertThatThrownBy(
            () ->
                Webhook.of(
                    HookKind.SLACK,
                    new Configuration(false),
                    Map.of("VITRINE_NOTIFY_SLACK_URL", "hidden key")))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("VITRINE_NOTIFY_SLACK_URL")
        .hasMessageNotContaining("hidden");
  }

  private void send(HookKind kind, String secret) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ok", 3);
    facts.put("failed", 0);
    try (Notifier notifier = new Notifier(List.of(new Webhook(kind, url, secret)), PATIENCE)) {
      notifier.send(new Notice(Notice.RUN_END, "run 7 ended", facts));
    }
  }
}
