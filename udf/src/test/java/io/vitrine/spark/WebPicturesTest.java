package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPicturesTest {
  private static final byte[] PICTURE = {1, 2, 3};

  /** Loopback is all that a test has. */
  private final WebPictures pictures = new WebPictures(address -> false);

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/a.jpg", 200, null);
    answer("/gone.jpg", 404, null);
    answer("/closed.jpg", 403, null);
    answer("/busy.jpg", 503, null);
    answer("/moved.jpg", 302, "http://169.254.169.254/latest/meta-data/");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aPictureOfAnAllowedHostIsFetched() throws PictureException {
    assertThat(pictures.fetch(uri("/a.jpg"), 10)).isEqualTo(PICTURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/a",
        "http://localhost/a",
        "http://2130706433/a",
        "http://0.0.0.0/a",
        "http://[::1]/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/a",
        "http://100.100.100.200/latest/",
        "http://168.63.129.16/",
        "http://[fd00:ec2::254]/latest/"
      })
  void anAddressThatLeadsInsideIsRefused(String uri) {
    assertCode(new WebPictures(), uri, ErrorCode.FETCH_DENIED);
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertCode(pictures, uri("/moved.jpg"), ErrorCode.FETCH_DENIED);
  }

  @Test
  void everyAnswerHasItsCode() {
    assertCode(pictures, uri("/gone.jpg"), ErrorCode.FETCH_NOT_FOUND);
    assertCode(pictures, uri("/closed.jpg"), ErrorCode.FETCH_DENIED);
    assertCode(pictures, uri("/busy.jpg"), ErrorCode.FETCH_FAILED);
    assertCode(pictures, "http://no such host/a", ErrorCode.INPUT_INVALID);
  }

  private static void assertCode(WebPictures pictures, String uri, ErrorCode code) {
    assertThatThrownBy(() -> pictures.fetch(uri, 10))
        .as(uri)
        .isInstanceOfSatisfying(PictureException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private String uri(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(String path, int status, String location) {
    server.createContext(
        path,
        exchange -> {
          if (location != null) {
            exchange.getResponseHeaders().set("Location", location);
          }

          exchange.sendResponseHeaders(status, PICTURE.length);
          exchange.getResponseBody().write(PICTURE);
          exchange.close();
        });
  }
}
