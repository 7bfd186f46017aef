package io.vitrine.generate;

import io.vitrine.error.Errors;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An engine without a model: its answers are valid under their schema and depend on nothing but the
 * picture and the prompt.
 */
public final class StubEngineFactory implements EngineFactory {
  private static final AtomicInteger SUBMISSIONS = new AtomicInteger();

  /** Pictures handed to stub engines of this JVM so far. */
  public static int submissions() {
    return SUBMISSIONS.get();
  }

  @Override
  public VisionEngine open(EngineSettings settings) {
    if (!settings.device().equals("cpu")) {
      throw Errors.invalid(
          "Cannot use " + settings.device(), "the stub has no GPU", "Use the device cpu");
    }

    return new StubEngine(settings.device());
  }

  private record StubEngine(String device) implements VisionEngine {
    @Override
    public CompletableFuture<Generation> submit(GenerationRequest request) {
      SUBMISSIONS.incrementAndGet();
      return CompletableFuture.supplyAsync(
          () -> {
            List<Output> outputs =
                request.prompts().stream().map(p -> output(request.picture().rgb(), p)).toList();
            return new Generation(outputs, 64, 0.5, 1, 2, 1);
          });
    }

    @Override
    public int imageSize() {
      return 56;
    }

    @Override
    public void close() {}
  }

  private static Output output(byte[] rgb, Prompt prompt) {
    String hash = hash(rgb, prompt.name() + prompt.text());
    String json =
        prompt.schema().fields().stream()
            .map(f -> "\"" + f.name() + "\":" + value(f, hash))
            .collect(Collectors.joining(",", "{", "}"));
    return new Output(prompt.id(), json, FinishReason.STOP, 100, json.length());
  }

  private static String value(Field field, String hash) {
    if (field instanceof Field.Choice choice) {
      int index = Integer.parseInt(hash.substring(0, 6), 16) % choice.values().size();
      return quoted(choice.values().get(index));
    }

    if (field instanceof Field.Text text) {
      return quoted(filled(hash, text.minLength(), text.maxLength()));
    }

    Field.TextList list = (Field.TextList) field;
    return IntStream.range(0, Math.max(1, list.minItems()))
        .mapToObj(i -> quoted(filled(i + hash, list.minLength(), list.maxLength())))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String filled(String hash, int least, int most) {
    String text = hash.repeat(1 + least / hash.length());
    return text.substring(0, Math.min(most, Math.max(least, Math.min(8, text.length()))));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String hash(byte[] picture, String prompt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(picture);
      digest.update(prompt.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
