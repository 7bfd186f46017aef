package io.vitrine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.image.ImageLimits;
import io.vitrine.image.PictureDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePicturesTest {
  @TempDir private Path folder;

  @Test
  void repeatedPicturesLookTheSameAndAreNoEqualFiles() throws Exception {
    SamplePictures two = SamplePictures.in(folder, 2);

    List<Path> files = SamplePictures.files(two.repeated(4));

    assertThat(files).hasSize(4);
    byte[] first = Files.readAllBytes(files.get(0));
    byte[] again = Files.readAllBytes(files.get(2));
    assertThat(first).isNotEqualTo(again);
    PictureDecoder decoder = new PictureDecoder(ImageLimits.DEFAULT, /* side= */ 32);
    assertThat(decoder.decode(first).rgb()).isEqualTo(decoder.decode(again).rgb());
    assertThat(SamplePictures.files(two.first(1))).hasSize(1);
  }
}
