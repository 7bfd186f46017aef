package io.vitrine.generate;

import java.util.Map;

/** Answers from before, found by the bytes that they are about. Used by one thread. */
@FunctionalInterface
public interface KnownAnswers {

  /** Nothing is known. */
  KnownAnswers NONE = (sha256, fingerprint) -> null;

  /**
   * Finds an answer.
   *
   * @param sha256 of the picture's bytes, in hexadecimal
   * @param fingerprint what the answer is filed under
   * @return its values by field, or null when there is none
   */
  Map<String, Object> find(String sha256, String fingerprint);
}
