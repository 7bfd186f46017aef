package io.vitrine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key and the signature were made by OpenSSL with the commands of SECURITY.md. */
class BundleSignatureTest {
  private static final String KEY = "MCowBQYDK2VwAyEApoZm1cAR5ngi54aPJtMPe0NkXgTduMjKDTKe/PSKuog=";
  private static final String ANOTHER =
      "MCowBQYDK2VwAyEA9uiv/S58VND0jCf7VxdsmE0WM6fDgD6xFT+oUqLs2ro=";
  private static final String MANIFEST = "{\"signed\": \"by openssl\"}\n";
  private static final byte[] SIGNATURE =
      HexFormat.of()
          .parseHex(
              "69a27216daa92ff36256d735e26edeac4c9d9d0891d05e5f3752273e44207db6"
                  + "c7561ead7b1fd3e5b0000f76ee3ba29e309cb6831ed4a3fd91978812d62c0207");

  @TempDir private Path bundle;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(bundle.resolve("bundle.json"), MANIFEST);
    Files.write(bundle.resolve(BundleSignature.FILE), SIGNATURE);
  }

  @Test
  void aSignatureThatOpenSslMadeIsGood() {
    assertThatCode(() -> BundleSignature.require(bundle, KEY)).doesNotThrowAnyException();
  }

  @Test
  void aBundleThatWasChangedAfterwardsIsRefused() throws IOException {
    Files.writeString(bundle.resolve("bundle.json"), MANIFEST + " ");

    assertRefused(KEY, "was not made for this bundle");
  }

  @Test
  void anotherOnesSignatureIsRefused() {
    assertRefused(ANOTHER, "was not made for this bundle");
  }

  @Test
  void aBundleWithoutASignatureIsRefused() throws IOException {
    Files.delete(bundle.resolve(BundleSignature.FILE));

    assertRefused(KEY, "no readable bundle.json.sig");
  }

  @Test
  void aFileThatIsNoSignatureIsRefused() throws IOException {
    Files.writeString(bundle.resolve(BundleSignature.FILE), "good");

    assertRefused(KEY, "bundle.json.sig");
  }

  @Test
  void onlyAnEd25519KeyIsAKey() {
    assertThat(BundleSignature.isPublicKey(KEY)).isTrue();
    assertThat(BundleSignature.isPublicKey("MCow")).isFalse();
    assertThat(BundleSignature.isPublicKey("no key")).isFalse();
  }

  private void assertRefused(String key, String reason) {
    assertThatThrownBy(() -> BundleSignature.require(bundle, key))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("is not trusted")
        .hasMessageContaining(reason);
  }
}
