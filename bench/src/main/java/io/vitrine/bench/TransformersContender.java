package io.vitrine.bench;

import java.util.List;
import java.util.stream.Stream;

/** transformers' {@code generate} at one batch size: squares in memory to answers in memory. */
final class TransformersContender implements Contender {
  /** A batch of one would be over too soon. */
  private static final int SINGLES_PER_BATCH = 6;

  private final TransformersProcess python;
  private final int batch;

  TransformersContender(TransformersProcess python, int batch) {
    this.python = python;
    this.batch = batch;
  }

  @Override
  public String name() {
    return "transformers_b" + batch;
  }

  @Override
  public String title() {
    return "transformers, batch " + batch;
  }

  @Override
  public List<Setting> settings() {
    int cores = Measurement.CORES;
    return Stream.of(new int[][] {{1, 1}, {1, cores}, {cores, 1}})
        .map(threads -> Setting.processes(batch, threads[0], threads[1]))
        .toList();
  }

  @Override
  public Result measure(Setting setting, int pictures) {
    return python.measure(setting, pictures);
  }

  @Override
  public int sweepPictures(Effort effort) {
    return pictures(Math.max(1, effort.transformersBatches() / 2));
  }

  @Override
  public int pictures(Effort effort) {
    return pictures(effort.transformersBatches());
  }

  private int pictures(int batches) {
    return (batch == 1 ? SINGLES_PER_BATCH : batch) * batches * Measurement.CORES;
  }
}
