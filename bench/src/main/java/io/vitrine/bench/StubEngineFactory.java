package io.vitrine.bench;

import io.vitrine.generate.EngineFactory;
import io.vitrine.generate.EngineSettings;
import io.vitrine.generate.FinishReason;
import io.vitrine.generate.Generation;
import io.vitrine.generate.GenerationRequest;
import io.vitrine.generate.Output;
import io.vitrine.generate.VisionEngine;
import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.Field;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An engine without a model: its answers are valid under their schema and depend on nothing but the
 * picture and the prompt. It answers at once, or so many pictures a second as the system property
 * {@value #PACE} says.
 */
public final class StubEngineFactory implements EngineFactory {
  static final String PACE = "vitrine.bench.pace";

  @Override
  public VisionEngine open(EngineSettings settings) {
    int side = ModelBundle.open(settings.bundle()).imageSize();
    long pace = Long.getLong(PACE, 0L);
    return new StubEngine(side, pace == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / pace);
  }

  private static final class StubEngine implements VisionEngine {
    private final int side;
    private final long nanosEach;
    private final AtomicLong freeAt = new AtomicLong(System.nanoTime());

    StubEngine(int side, long nanosEach) {
      this.side = side;
      this.nanosEach = nanosEach;
    }

    @Override
    public CompletableFuture<Generation> submit(GenerationRequest request) {
      int seen = Arrays.hashCode(request.picture().rgb());
      List<Output> outputs = request.prompts().stream().map(p -> output(seen, p)).toList();
      Generation answer = new Generation(outputs, 16, 0, 0, 0, 1);
      if (nanosEach == 0) {
        return CompletableFuture.completedFuture(answer);
      }

      long now = System.nanoTime();
      long due = freeAt.updateAndGet(free -> Math.max(free, now) + nanosEach);
      return CompletableFuture.supplyAsync(
          () -> answer, CompletableFuture.delayedExecutor(due - now, TimeUnit.NANOSECONDS));
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public int imageSize() {
      return side;
    }

    @Override
    public void close() {}
  }

  private static Output output(int seen, Prompt prompt) {
    int hash = 31 * seen + (prompt.name() + prompt.text()).hashCode();
    String json =
        prompt.schema().fields().stream()
            .map(field -> "\"" + field.name() + "\":" + value(field, hash))
            .collect(Collectors.joining(",", "{", "}"));
    return new Output(prompt.id(), json, FinishReason.STOP, 100, json.length());
  }

  private static String value(Field field, int hash) {
    if (field instanceof Field.Choice choice) {
      return quoted(choice.values().get(Math.floorMod(hash, choice.values().size())));
    }

    if (field instanceof Field.Text text) {
      return quoted(text(hash, text.minLength(), text.maxLength()));
    }

    Field.TextList list = (Field.TextList) field;
    return IntStream.range(0, Math.max(1, list.minItems()))
        .mapToObj(i -> quoted(text(hash + i, list.minLength(), list.maxLength())))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** About as long as a sentence, where so much is allowed. */
  private static String text(int hash, int least, int most) {
    int length = Math.min(most, Math.max(least, 40));
    return Integer.toHexString(hash).repeat(length).substring(0, length);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
