package io.vitrine.bench;

import io.vitrine.error.Errors;
import io.vitrine.sample.EncodedPicture;
import io.vitrine.sample.SampleCatalog;
import io.vitrine.sample.SampleProduct;
import io.vitrine.sample.SampleRenderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A folder with the JPEGs of a sample catalogue; rendered once and kept for the next run. */
final class SamplePictures {
  private static final long SEED = 20261123;

  private final Path folder;

  private SamplePictures(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder, complete.
   *
   * @param parent where it is, or is to be made
   * @param count how many pictures it has
   */
  static SamplePictures in(Path parent, int count) {
    SampleRenderer renderer = new SampleRenderer();
    SampleCatalog catalog = new SampleCatalog(SEED);
    // the folder's name says what is in it, down to the renderer: of another one nothing is reused
    String first = Integer.toHexString(Arrays.hashCode(jpeg(renderer, catalog, 0).bytes()));
    Path folder =
        complete(
            parent.resolve("pictures-" + count + "-" + first),
            part ->
                IntStream.range(0, count)
                    .parallel()
                    .forEach(i -> write(part.resolve(i + ".jpg"), jpeg(renderer, catalog, i))));
    return new SamplePictures(folder);
  }

  /** Fills a folder. */
  @FunctionalInterface
  private interface Filler {
    void fill(Path folder) throws IOException;
  }

  /** The folder, filled now if it is not there: all of it or none. */
  private static Path complete(Path folder, Filler filler) {
    if (!Files.isDirectory(folder)) {
      Path part = folder.resolveSibling(folder.getFileName() + ".part");
      try {
        FileUtils.deleteDirectory(part.toFile());
        Files.createDirectories(part);
        filler.fill(part);
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException | UncheckedIOException e) {
        throw Errors.failed(
            "Cannot write the pictures to " + part,
            String.valueOf(e.getMessage()),
            "Make room there",
            e);
      }
    }

    return folder;
  }

  /** The product at a position; a rare one that would be a PNG gives way to a later one. */
  private static EncodedPicture jpeg(SampleRenderer renderer, SampleCatalog catalog, int index) {
    for (int i = index; ; i += 1_000_000) {
      SampleProduct product = catalog.product(i);
      EncodedPicture picture = renderer.encode(product);
      if (picture.ending().equals("jpg")) {
        return picture;
      }
    }
  }

  private static void write(Path file, EncodedPicture picture) {
    try {
      Files.write(file, picture.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** A folder with the first so many of them. */
  Path first(int count) {
    List<Path> all = files(folder);
    return count == all.size()
        ? folder
        : complete(
            folder.resolveSibling(folder.getFileName() + "-first-" + count),
            part -> {
              for (Path file : all.subList(0, count)) {
                Files.createLink(part.resolve(file.getFileName()), file);
              }
            });
  }

  /**
   * A folder with more pictures than these: the same ones again and again, each time with other
   * bytes behind the picture's end, so that no two files are equal.
   */
  Path repeated(int count) {
    List<Path> all = files(folder);
    return complete(
        folder.resolveSibling(folder.getFileName() + "-repeated-" + count),
        part -> {
          for (int i = 0; i < count; i++) {
            byte[] picture = read(all.get(i % all.size()));
            byte[] tail = String.format("%08d", i).getBytes(StandardCharsets.US_ASCII);
            byte[] bytes = Arrays.copyOf(picture, picture.length + tail.length);
            System.arraycopy(tail, 0, bytes, picture.length, tail.length);
            Files.write(part.resolve(i + ".jpg"), bytes);
          }
        });
  }

  /** The files' contents, in the order of their names. */
  List<byte[]> read() {
    return files(folder).stream().map(SamplePictures::read).toList();
  }

  /** The files of such a folder, in the order of their names. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
