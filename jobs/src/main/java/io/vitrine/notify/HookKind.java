package io.vitrine.notify;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The chat systems that can be told, each with its form of a message. */
public enum HookKind {
  /** A group robot of WeCom (企业微信). */
  WECOM {
    @Override
    Map<String, Object> body(Notice notice) {
      return Map.of("msgtype", "text", "text", Map.of("content", notice.text()));
    }
  },

  /** A custom robot of DingTalk (钉钉), signed where there is a secret. */
  DINGTALK {
    @Override
    Map<String, Object> body(Notice notice) {
      return Map.of("msgtype", "text", "text", Map.of("content", notice.text()));
    }

    /** HmacSHA256 of time and secret with the secret as key, as DingTalk's manual says. */
    @Override
    URI address(String url, String secret, Instant now) {
      if (secret.isEmpty()) {
        return URI.create(url);
      }

      String signed = now.toEpochMilli() + "\n" + secret;
      String sign = Base64.getEncoder().encodeToString(hmac(secret, signed));
      return URI.create(
          url
              + (url.contains("?") ? "&" : "?")
              + "timestamp="
              + now.toEpochMilli()
              + "&sign="
              + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }
  },

  /** Slack, and what takes its incoming webhooks: Mattermost, Rocket.Chat, Feishu's bridge. */
  SLACK {
    @Override
    Map<String, Object> body(Notice notice) {
      return Map.of("text", notice.text());
    }
  },

  /** One JSON object with the facts, for programs. */
  GENERIC {
    @Override
    Map<String, Object> body(Notice notice) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("event", notice.event());
      body.put("title", notice.title());
      body.putAll(notice.facts());
      return body;
    }
  };

  /** What is posted, as JSON. */
  abstract Map<String, Object> body(Notice notice);

  /**
   * Where it is posted.
   *
   * @param secret empty where there is none
   */
  URI address(String url, String secret, Instant now) {
    return URI.create(url);
  }

  private static byte[] hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
    }
  }
}
