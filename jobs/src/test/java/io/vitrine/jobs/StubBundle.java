package io.vitrine.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A model bundle with a right manifest and files that hold no model: for the stub engine. */
final class StubBundle {
  private StubBundle() {}

  /** Writes the bundle; another content makes another model. */
  static Path write(Path folder, String content) {
    try {
      Files.createDirectories(folder);
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      List<String> names = List.of("tokenizer.json", "vision.pt", "decoder.pt", "reference.json");
      for (String name : names) {
        Files.write(folder.resolve(name), bytes);
      }

      String files =
          names.stream()
              .map(
                  name ->
                      String.format(
                          "\"%s\": {\"bytes\": %d, \"sha256\": \"%s\"}", name, bytes.length, hash))
              .collect(Collectors.joining(",\n"));
      Files.writeString(
          folder.resolve("bundle.json"),
          """
          {"format": 1, "name": "stub", "version": "1", "architecture": "none", "dtype": "fp32",
           "image": {"size": 56, "tokens": 4, "grid": 2, "mean": [0, 0, 0], "std": [1, 1, 1]},
           "tokens": {"image": 1, "pad": 0, "eos": [2], "logits": 3},
           "template": {"before_system": "", "before_picture": "", "after_picture": "",
             "after_task": ""},
           "cache": {"layers": 1, "kv_heads": 1, "head_dim": 1, "length": 1},
           "sampling": {"temperature": 0.0},
           "files": {%s}}
          """
              .formatted(files));
      return folder;
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
