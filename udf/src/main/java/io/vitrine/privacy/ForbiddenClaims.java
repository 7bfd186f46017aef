package io.vitrine.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.json.YamlFile;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Claims that the Advertising Law forbids (极限词), by the list {@code conf/claims.yaml}. They are
 * told of, not taken out: whether a word claims something is for a person to judge.
 */
public final class ForbiddenClaims implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Claim> claims;

  private ForbiddenClaims(List<Claim> claims) {
    this.claims = claims;
  }

  /**
   * A word, and the phrases in which it claims nothing.
   *
   * @param except each holds the word
   */
  record Claim(@JsonProperty("word") String word, @JsonProperty("except") List<String> except)
      implements Serializable {
    Claim {
      except = except == null ? List.of() : List.copyOf(except);
    }
  }

  private record ClaimsFile(@JsonProperty("claims") List<Claim> claims) {}

  /**
   * Reads the list of a configuration folder.
   *
   * @throws io.vitrine.error.VitrineException when it is missing or not as it should be
   */
  public static ForbiddenClaims load(Path confDir) {
    Path file = confDir.resolve("claims.yaml");
    ClaimsFile content =
        YamlFile.read(
            file,
            new TypeReference<ClaimsFile>() {},
            (reason, cause) -> wrong(file, reason, cause));
    if (content == null || content.claims() == null) {
      throw wrong(file, "it holds no list `claims`", null);
    }

    for (Claim claim : content.claims()) {
      if (claim.word() == null || claim.word().isBlank()) {
        throw wrong(file, "an entry has no word", null);
      }

      claim.except().stream()
          .filter(phrase -> !plain(phrase).contains(plain(claim.word())))
          .findFirst()
          .ifPresent(
              phrase -> {
                throw wrong(file, phrase + " does not hold " + claim.word(), null);
              });
    }

    return new ForbiddenClaims(List.copyOf(content.claims()));
  }

  private static VitrineException wrong(Path file, String reason, Exception cause) {
    return Errors.invalid(
        "Cannot use the list of forbidden claims " + file,
        reason,
        "Correct the file; its head says what it may hold",
        cause);
  }

  /** The words that a text claims something with, each once, in the list's order. */
  public List<String> in(String text) {
    String plain = plain(text);
    return claims.stream().filter(c -> claims(plain, c)).map(Claim::word).toList();
  }

  /** All words of the list. */
  List<Claim> claims() {
    return claims;
  }

  private static boolean claims(String text, Claim claim) {
    String word = plain(claim.word());
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (isWhole(text, at, word) && !isExcepted(text, at, claim)) {
        return true;
      }
    }

    return false;
  }

  /** A Latin word is none inside another one: best, but not in bestow. */
  private static boolean isWhole(String text, int at, String word) {
    return !(isLatin(text, at - 1) && isLatin(word, 0))
        && !(isLatin(text, at + word.length()) && isLatin(word, word.length() - 1));
  }

  private static boolean isLatin(String text, int index) {
    return index >= 0
        && index < text.length()
        && text.charAt(index) < 0x250
        && Character.isLetterOrDigit(text.charAt(index));
  }

  private static boolean isExcepted(String text, int at, Claim claim) {
    String word = plain(claim.word());
    return claim.except().stream()
        .map(ForbiddenClaims::plain)
        .anyMatch(phrase -> text.startsWith(phrase, at - phrase.indexOf(word)));
  }

  private static String plain(String text) {
    return PlainLine.of(Objects.requireNonNull(text)).toLowerCase(Locale.ROOT);
  }
}
