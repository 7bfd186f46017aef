package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds personal data in a text and masks it: for titles and other texts on their way into a
 * prompt, and for what a model wrote.
 *
 * <p>Made for product texts in Chinese: sizes, prices, article numbers and dates are left alone
 * where anything tells them apart. Safe for use by many threads.
 */
public final class PersonalDataFilter {
  /** Where findings overlap the earlier finder is right. */
  private static final List<Finder> FINDERS =
      List.of(
          new EmailFinder(),
          new UrlFinder(),
          new IdCardFinder(),
          new BankCardFinder(),
          new MobileFinder(),
          new LandlineFinder(),
          new HandleFinder(),
          new PassportFinder(),
          new PlateFinder());

  /** The text with a {@linkplain PersonalData#mask() mask} in place of each finding. */
  public Masked mask(String text) {
    List<Finding> findings = find(text);
    if (findings.isEmpty()) {
      return new Masked(text, Map.of());
    }

    StringBuilder masked = new StringBuilder();
    Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);
    int at = 0;
    for (Finding finding : findings) {
      masked.append(text, at, finding.start()).append(finding.kind().mask());
      counts.merge(finding.kind(), 1, Integer::sum);
      at = finding.end();
    }

    return new Masked(masked.append(text, at, text.length()).toString(), counts);
  }

  /** All findings, in the order of the text; none overlaps another. */
  List<Finding> find(String text) {
    String line = PlainLine.of(text);
    // every kind has a digit or a Latin letter in it, and most of what a model writes has none
    if (line.chars().noneMatch(PersonalDataFilter::isDigitOrLatin)) {
      return List.of();
    }

    List<Finding> kept = new ArrayList<>();
    for (Finder finder : FINDERS) {
      for (Finding finding : finder.find(line)) {
        if (kept.stream().noneMatch(finding::overlaps)) {
          kept.add(finding);
        }
      }
    }

    kept.sort(Comparator.comparingInt(Finding::start));
    return kept;
  }

  private static boolean isDigitOrLatin(int c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }
}
