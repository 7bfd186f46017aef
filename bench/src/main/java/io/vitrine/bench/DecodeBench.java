package io.vitrine.bench;

import io.vitrine.error.PictureException;
import io.vitrine.image.ImageLimits;
import io.vitrine.image.Picture;
import io.vitrine.image.PictureDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Decoding alone: files in memory to squares in memory. */
final class DecodeBench {
  private final List<byte[]> files;
  private final PictureDecoder decoder;

  /**
   * @param side of the squares, in pixels
   */
  DecodeBench(List<byte[]> files, int side) {
    this.files = files;
    this.decoder = new PictureDecoder(ImageLimits.DEFAULT, side);
  }

  List<Picture> pictures() {
    List<Picture> pictures = new ArrayList<>(files.size());
    for (byte[] file : files) {
      pictures.add(decode(file));
    }

    return pictures;
  }

  /**
   * Pictures a second.
   *
   * @param total pictures to decode, the same ones again where there are fewer
   */
  double imagesPerSecond(int threads, int total) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> working = new ArrayList<>();
      long before = System.nanoTime();
      for (int i = 0; i < threads; i++) {
        working.add(workers.submit(() -> decodeRest(next, total)));
      }

      for (Future<?> worker : working) {
        worker.get();
      }

      return total * 1e9 / (System.nanoTime() - before);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The decoder failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void decodeRest(AtomicInteger next, int total) {
    for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
      Picture unused = decode(files.get(i % files.size()));
    }
  }

  private Picture decode(byte[] file) {
    try {
      return decoder.decode(file);
    } catch (PictureException e) {
      throw new IllegalStateException("The sample catalogue has only good pictures", e);
    }
  }
}
