package io.vitrine.jobs;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Small pictures that differ from each other. */
final class TestPictures {
  private TestPictures() {}

  /** A picture that depends on the seed only. */
  static byte[] jpeg(long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 12; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillRect(random.nextInt(80), random.nextInt(50), 24, 24);
    }

    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return bytes.toByteArray();
  }

  /** Writes p0.jpg, p1.jpg and so on, and returns the folder. */
  static Path folder(Path folder, int pictures) {
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < pictures; i++) {
        Files.write(folder.resolve("p" + i + ".jpg"), jpeg(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return folder;
  }

  /** The products that such a folder is: p0, p1 and so on. */
  static Set<String> products(int pictures) {
    return IntStream.range(0, pictures)
        .mapToObj(i -> "p" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
