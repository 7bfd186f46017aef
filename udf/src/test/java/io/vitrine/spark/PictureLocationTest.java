package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureLocationTest {
  private final Configuration hadoop = new Configuration(/* loadDefaults= */ false);
  @TempDir private Path dir;
  private Path images;

  @BeforeEach
  void makeImages() throws IOException {
    images = Files.createDirectories(dir.resolve("images"));
    Files.writeString(images.resolve("a.jpg"), "a");
    Files.writeString(dir.resolve("secret.jpg"), "s");
  }

  @Test
  void aPictureBelowTheImagesIsFetchedHoweverItIsNamed() throws PictureException {
    for (String uri :
        List.of(
            "a.jpg", "./a.jpg", "sub/../a.jpg", images + "/a.jpg", "file://" + images + "/a.jpg")) {
      assertThat(local().path(uri, hadoop).toUri().getPath()).isEqualTo(images + "/a.jpg");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.jpg",
        "x/../../secret.jpg",
        "/etc/passwd",
        "file:/etc/passwd",
        "file:///etc/passwd",
        "%2e%2e/secret.jpg",
        "%252e%252e%252fsecret.jpg",
        "..\\secret.jpg",
        "s3a://other/a.jpg",
        "s3a://key:secret@bucket/a.jpg",
        "hdfs://namenode/a.jpg",
        "ftp://host/a.jpg",
        "http://169.254.169.254/latest/meta-data/",
        "https://example.com/a.jpg"
      })
  void whatLeadsElsewhereIsDenied(String uri) {
    assertDenied(local(), uri);
  }

  @Test
  void aLinkThatLeadsOutOfTheImagesIsDenied() throws IOException, PictureException {
    Files.createSymbolicLink(images.resolve("out.jpg"), dir.resolve("secret.jpg"));
    Files.createSymbolicLink(images.resolve("in.jpg"), images.resolve("a.jpg"));

    assertDenied(local(), "out.jpg");
    assertThat(local().path("in.jpg", hadoop)).isNotNull();
  }

  @Test
  void furtherPlacesAreThoseThatSomebodyNamed() throws PictureException {
    PictureLocation location =
        new PictureLocation(
            "s3a://bucket/images",
            List.of("s3a://more/pictures/", "https://cdn.example.com/", "abfs:"));

    assertThat(location.path("s3a://more/pictures/a.jpg", hadoop)).isNotNull();
    assertThat(location.path("https://CDN.example.com/x/a.jpg", hadoop)).isNotNull();
    assertThat(location.path("abfs://c@account/x/a.jpg", hadoop)).isNotNull();
    assertDenied(location, "s3a://more/pictures-of-others/a.jpg");
    assertDenied(location, "s3a://bucket/tables/a.jpg");
    assertDenied(location, "https://cdn.example.com@evil.example/a.jpg");
    assertDenied(location, "https://cdn.example.com.evil.example/a.jpg");
    assertDenied(location, "http://cdn.example.com/a.jpg");
  }

  @Test
  void aRefusalSaysWhichSettingAllowsMore() {
    assertThatThrownBy(() -> local().path("s3a://other/a.jpg", hadoop))
        .hasMessageContaining("s3a://other/a.jpg lies outside")
        .hasMessageContaining("spark.vitrine.fetch.allow");
  }

  private PictureLocation local() {
    return new PictureLocation("file:" + images, List.of());
  }

  private void assertDenied(PictureLocation location, String uri) {
    assertThatThrownBy(() -> location.path(uri, hadoop))
        .as(uri)
        .isInstanceOfSatisfying(
            PictureException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FETCH_DENIED));
  }
}
