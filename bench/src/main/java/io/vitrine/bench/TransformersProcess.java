package io.vitrine.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.Errors;
import io.vitrine.image.Picture;
import io.vitrine.model.BundleTokenizer;
import io.vitrine.model.ModelBundle;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Python processes that describe pictures with transformers' {@code generate}; they wait between
 * two measurements, and end when this is closed.
 */
final class TransformersProcess implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedWriter asked;
  private final BufferedReader answers;

  private TransformersProcess(Process process) {
    this.process = process;
    this.asked = process.outputWriter();
    this.answers = process.inputReader();
  }

  /**
   * Starts the processes and has them load the model.
   *
   * @param python the interpreter
   * @param home where Vitrine's tools for models are
   * @param pictures to describe, again and again
   * @param work where the pictures are put for them
   */
  static TransformersProcess start(
      String python,
      Path home,
      ModelBundle bundle,
      PlainModel.Question question,
      List<Picture> pictures,
      Path work) {
    int[] prompt;
    try (BundleTokenizer tokenizer = BundleTokenizer.load(bundle)) {
      prompt = PlainModel.promptTokens(bundle, tokenizer, question);
    }

    ProcessBuilder builder =
        new ProcessBuilder(
            python, home.resolve("bench/contenders/transformers_generate.py").toString());
    builder.environment().put("PYTHONPATH", home.resolve("models/tools").toString());
    builder.environment().put("HF_HUB_OFFLINE", "1");
    // bench/run sends it to the log
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      TransformersProcess started = new TransformersProcess(builder.start());
      try {
        var ready =
            started.ask(
                Map.of(
                    "bundle", bundle.directory().toAbsolutePath().toString(),
                    "pixels", pixels(work, pictures).toString(),
                    "side", bundle.imageSize(),
                    "prompt", prompt,
                    "max_new_tokens", question.maxOutputTokens(),
                    "workers", Measurement.CORES));
        return started;
      } catch (RuntimeException e) {
        started.close();
        throw e;
      }
    } catch (IOException e) {
      throw failed(python, String.valueOf(e.getMessage()), e);
    }
  }

  private static Path pixels(Path work, List<Picture> pictures) throws IOException {
    Path file = work.resolve("squares.rgb");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Picture picture : pictures) {
        out.write(picture.rgb());
      }
    }

    return file;
  }

  private JsonNode ask(Map<String, ?> question) {
    try {
      asked.write(JSON.writeValueAsString(question));
      asked.newLine();
      asked.flush();
      String line = answers.readLine();
      if (line == null) {
        throw failed(command(), "it ended", /* cause= */ null);
      }

      return JSON.readTree(line);
    } catch (IOException e) {
      throw failed(command(), String.valueOf(e.getMessage()), e);
    }
  }

  private String command() {
    return process.info().command().orElse("python");
  }

  private static RuntimeException failed(String python, String reason, Throwable cause) {
    return Errors.failed(
        "transformers cannot be measured with " + python,
        reason,
        "Set VITRINE_PYTHON to a Python with torch and transformers, or unset it; see the log",
        cause);
  }

  /** Measures after one batch that does not count; settings as {@link Setting#processes}. */
  Contender.Result measure(Setting setting, int pictures) {
    int together = setting.of(Setting.BATCH) * setting.of(Setting.PROCESSES);
    var unused = run(setting, together);
    // whole batches for every process: a rest would be a smaller batch
    int count = Math.max(1, pictures / together) * together;
    JsonNode answer = run(setting, count);
    return new Contender.Result(
        answer.get("pictures").asInt() / answer.get("seconds").asDouble(),
        answer.get("tokens").asDouble() / answer.get("pictures").asInt());
  }

  private JsonNode run(Setting setting, int count) {
    return ask(
        Map.of(
            "batch", setting.of(Setting.BATCH),
            "processes", setting.of(Setting.PROCESSES),
            "threads", setting.of(Setting.THREADS),
            "count", count));
  }

  @Override
  public void close() {
    try {
      asked.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
      }
    } catch (IOException e) {
      // it has ended already
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
