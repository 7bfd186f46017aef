package io.vitrine.generate;

import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that decides what a model writes about a picture, as one hash: equal fingerprint,
 * equal answer.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * The fingerprint of a prompt's answers: sha256 in hexadecimal. Where the prompt takes values
   * from each product, theirs are for the caller to add.
   */
  public static String of(ModelBundle bundle, Prompt prompt) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                bundle.digest(),
                prompt.name(),
                prompt.system(),
                prompt.text(),
                prompt.schema().canonicalJson(),
                Integer.toString(prompt.maxOutputTokens()),
                prompt.sampling().text()));
    if (!prompt.variables().isEmpty()) {
      parts.add(prompt.variables().toString());
    }

    return hash(parts);
  }

  /** A key, such as a picture's, as a seed. */
  static long seed(List<String> key) {
    return seed(hash(key));
  }

  /** The first 64 bits of a fingerprint. */
  static long seed(String fingerprint) {
    return Long.parseUnsignedLong(fingerprint, 0, Long.SIZE / 4, /* radix= */ 16);
  }

  private static String hash(List<String> parts) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }

    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // lengths between the parts, so that no two lists hash alike
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }

    return HexFormat.of().formatHex(digest.digest());
  }
}
