package io.vitrine.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import io.vitrine.prompt.Sampling;
import io.vitrine.schema.MaskTable;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A session over DJL. The cache and the mask table live as long as it does. */
final class TorchSession implements ModelSession {
  private static final int FIRST_MASKS = 64;

  /** Numbers that say how a row's token is drawn: those of a sampling, and chance. */
  private static final int DRAW_SETTINGS = 5;

  private final ModelBundle bundle;
  private final PtNDManager manager;
  private final PtSymbolBlock vision;
  private final PtSymbolBlock decoder;
  private final int slots;
  private final PtNDArray cache;
  private final MaskTable masks;
  private PtNDArray table;
  private int uploaded;

  TorchSession(
      ModelBundle bundle,
      PtNDManager manager,
      PtSymbolBlock vision,
      PtSymbolBlock decoder,
      int slots,
      MaskTable masks) {
    this.bundle = bundle;
    this.manager = manager;
    this.vision = vision;
    this.decoder = decoder;
    this.slots = slots;
    this.masks = masks;
    // made inside TorchScript: it may be bf16, which DJL cannot make; one more position for scratch
    this.cache =
        call(
            decoder,
            "new_cache",
            manager,
            IValue.from(slots),
            IValue.from(bundle.cacheLength() + 1L));
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public DeviceTensor encode(List<byte[]> pictures) {
    int side = bundle.imageSize();
    int bytes = side * side * 3;
    ByteBuffer rgb = manager.allocateDirect(bytes * pictures.size());
    for (byte[] picture : pictures) {
      rgb.put(picture, 0, bytes);
    }

    rgb.flip();
    try (NDManager scratch = manager.newSubManager()) {
      Shape shape = new Shape(pictures.size(), side, side, 3);
      PtNDArray input = ((PtNDManager) scratch).create(rgb, shape, DataType.UINT8);
      return new DeviceTensor(call(vision, "forward", manager, IValue.from(input)));
    }
  }

  @Override
  public DeviceTensor prefill(TokenBatch batch, DeviceTensor images) {
    try (NDManager scratch = manager.newSubManager()) {
      PtNDManager step = (PtNDManager) scratch;
      return new DeviceTensor(
          call(
              decoder,
              "prefill",
              manager,
              ids(step, batch),
              IValue.from(images.array()),
              positions(step, batch),
              column(step, batch.slots),
              column(step, batch.starts),
              column(step, batch.counts),
              IValue.from(cache)));
    }
  }

  @Override
  public DeviceTensor forward(TokenBatch batch) {
    try (NDManager scratch = manager.newSubManager()) {
      PtNDManager step = (PtNDManager) scratch;
      return new DeviceTensor(
          call(
              decoder,
              "verify",
              manager,
              ids(step, batch),
              positions(step, batch),
              column(step, batch.slots),
              column(step, batch.starts),
              column(step, batch.counts),
              column(step, batch.asked()),
              IValue.from(cache)));
    }
  }

  @Override
  public void copy(int source, int[] targets, int length) {
    if (targets.length == 0) {
      return;
    }

    try (NDManager scratch = manager.newSubManager()) {
      run(
              decoder,
              "copy",
              IValue.from(cache),
              IValue.from(source),
              column((PtNDManager) scratch, longs(targets)),
              IValue.from(length))
          .close();
    }
  }

  @Override
  public int[] choose(DeviceTensor logits, int[] numbers) {
    upload();
    try (NDManager scratch = manager.newSubManager()) {
      PtNDManager step = (PtNDManager) scratch;
      return tokens(
          call(
              decoder,
              "choose",
              step,
              IValue.from(logits.array()),
              IValue.from(table),
              column(step, longs(numbers))));
    }
  }

  @Override
  public int[] draw(DeviceTensor logits, int[] numbers, List<Draw> draws) {
    upload();
    try (NDManager scratch = manager.newSubManager()) {
      PtNDManager step = (PtNDManager) scratch;
      return tokens(
          call(
              decoder,
              "draw",
              step,
              IValue.from(logits.array()),
              IValue.from(table),
              column(step, longs(numbers)),
              settings(step, draws),
              written(step, draws),
              IValue.from(most(draws))));
    }
  }

  private static IValue settings(PtNDManager manager, List<Draw> draws) {
    int rows = draws.size();
    double[] values = new double[DRAW_SETTINGS * rows];
    for (int row = 0; row < rows; row++) {
      Sampling sampling = draws.get(row).sampling();
      values[row] = sampling.temperature();
      values[rows + row] = sampling.topK();
      values[2 * rows + row] = sampling.topP();
      values[3 * rows + row] = sampling.repetitionPenalty();
      values[4 * rows + row] = draws.get(row).chance();
    }

    return IValue.from(
        manager.create(
            DoubleBuffer.wrap(values), new Shape(DRAW_SETTINGS, rows), DataType.FLOAT64));
  }

  private IValue written(PtNDManager manager, List<Draw> draws) {
    int longest = draws.stream().mapToInt(draw -> draw.written().length).max().orElse(0);
    long[] tokens = new long[draws.size() * longest];
    Arrays.fill(tokens, bundle.tokens().logits());
    for (int row = 0; row < draws.size(); row++) {
      int[] written = draws.get(row).written();
      for (int i = 0; i < written.length; i++) {
        tokens[row * longest + i] = written[i];
      }
    }

    return tensor(manager, tokens, new Shape(draws.size(), longest));
  }

  /** The number of likeliest tokens that any row must know; 0 where no row cuts. */
  private int most(List<Draw> draws) {
    int all = bundle.tokens().logits();
    int most = 0;
    for (Draw draw : draws) {
      Sampling sampling = draw.sampling();
      boolean cuts = sampling.topK() > 0 || sampling.topP() < 1;
      if (sampling.temperature() > 0 && cuts) {
        most = Math.max(most, sampling.topK() > 0 ? Math.min(sampling.topK(), all) : all);
      }
    }

    return most;
  }

  private static int[] tokens(PtNDArray chosen) {
    return Arrays.stream(chosen.toLongArray()).mapToInt(token -> (int) token).toArray();
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /** Brings the masks that are new to the device. */
  private void upload() {
    int size = masks.size();
    if (table != null && size <= uploaded) {
      return;
    }

    // eight tokens in a byte: at 151,552 tokens and hundreds of sets that is memory worth having
    int width = (bundle.tokens().logits() + Byte.SIZE - 1) / Byte.SIZE;
    if (table == null || size > table.getShape().get(0)) {
      int capacity = Math.max(FIRST_MASKS, Integer.highestOneBit(size) * 2);
      if (table != null) {
        table.close();
      }

      table =
          manager.create(
              manager.allocateDirect(capacity * width), new Shape(capacity, width), DataType.UINT8);
      uploaded = 0;
    }

    List<BitSet> fresh = masks.from(uploaded);
    ByteBuffer bytes = manager.allocateDirect(fresh.size() * width);
    for (int i = 0; i < fresh.size(); i++) {
      byte[] mask = fresh.get(i).toByteArray();
      bytes.position(i * width);
      bytes.put(mask);
    }

    bytes.rewind();
    try (NDManager scratch = manager.newSubManager()) {
      PtNDArray rows =
          ((PtNDManager) scratch).create(bytes, new Shape(fresh.size(), width), DataType.UINT8);
      table.set(new NDIndex("{}:{}", uploaded, uploaded + fresh.size()), rows);
    }

    uploaded += fresh.size();
  }

  private static IValue ids(PtNDManager manager, TokenBatch batch) {
    return tensor(manager, batch.ids, new Shape(batch.rows, batch.width));
  }

  private static IValue positions(PtNDManager manager, TokenBatch batch) {
    return tensor(manager, batch.positions, new Shape(3, batch.rows, batch.width));
  }

  private static IValue column(PtNDManager manager, long[] values) {
    return tensor(manager, values, new Shape(values.length));
  }

  private static IValue tensor(PtNDManager manager, long[] values, Shape shape) {
    return IValue.from(manager.create(LongBuffer.wrap(values), shape, DataType.INT64));
  }

  /** Calls a method that returns a tensor, and gives that to a manager. */
  private static PtNDArray call(
      PtSymbolBlock module, String method, PtNDManager owner, IValue... inputs) {
    try (IValue output = run(module, method, inputs)) {
      return output.toTensor(owner);
    }
  }

  /** Calls a method and closes its inputs, which DJL leaves to the caller. */
  private static IValue run(PtSymbolBlock module, String method, IValue... inputs) {
    try {
      return IValueUtils.runMethod(module, method, inputs);
    } finally {
      for (IValue input : inputs) {
        input.close();
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
