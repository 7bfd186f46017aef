package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLibrary;
import io.vitrine.error.PictureException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class OpenCvTest {
  /** Libtorch would multiply its matrices with it, many times slower than with its own. */
  @Test
  void itsLinearAlgebraIsNotLentToTheProcess() throws IOException, PictureException {
    try (InputStream jpeg = getClass().getResourceAsStream("baseline.jpg")) {
      assertThat(new PictureDecoder(ImageLimits.DEFAULT, 8).decode(jpeg.readAllBytes()))
          .isNotNull();
    }

    assertThatThrownBy(() -> NativeLibrary.getProcess().getFunction("openblas_get_num_threads"))
        .isInstanceOf(UnsatisfiedLinkError.class);
  }
}
