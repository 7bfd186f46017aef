package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BoundedBytesTest {
  @Test
  void aPictureOfExactlyTheLimitIsRead() throws Exception {
    byte[] bytes = {1, 2, 3};

    assertThat(BoundedBytes.read(new ByteArrayInputStream(bytes), 3)).isEqualTo(bytes);
  }

  @Test
  void noMoreThanOneByteOverTheLimitIsRead() {
    EndlessStream endless = new EndlessStream();

    assertThatThrownBy(() -> BoundedBytes.read(endless, 1000))
        .isInstanceOf(PictureException.class)
        .hasMessage("The picture has more than 1000 bytes; 1000 are allowed at most.")
        .extracting(e -> ((PictureException) e).code())
        .isEqualTo(ErrorCode.IMAGE_TOO_LARGE);
    assertThat(endless.read).isEqualTo(1001);
  }

  @Test
  void noBytesAreNoPicture() {
    assertThatThrownBy(() -> BoundedBytes.read(InputStream.nullInputStream(), 10))
        .isInstanceOf(PictureException.class)
        .extracting(e -> ((PictureException) e).code())
        .isEqualTo(ErrorCode.IMAGE_EMPTY);
  }

  private static final class EndlessStream extends InputStream {
    private long read;

    @Override
    public int read() {
      read++;
      return 'x';
    }
  }
}
