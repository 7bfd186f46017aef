package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.DomainValidator;

/** Addresses on the web: with a scheme, with www, or a bare domain of a kind that shops use. */
final class UrlFinder implements Finder {
  /** What an address may hold after its host: no blank, no Chinese, no bracket around it. */
  private static final String REST = "(?:[/?#:][A-Za-z0-9\\-._~:/?#@!$&'*+,;=%]*)?";

  private static final Pattern WITH_SCHEME =
      Pattern.compile(
          "(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}:(?://)[A-Za-z0-9\\-._~:/?#@!$&'*+,;=%]+");
  private static final Pattern HOST =
      Pattern.compile(
          "(?<![A-Za-z0-9@._-])((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?[.。]){1,4}([A-Za-z]{2,10}))"
              + "(?![A-Za-z0-9-])"
              + REST);

  /** Endings of bare domains; others look too much like something else (8.vip, node.js). */
  private static final Set<String> ENDINGS =
      Set.of(
          "com", "cn", "net", "org", "top", "shop", "xyz", "vip", "cc", "io", "tv", "info", "biz",
          "club", "site", "online", "store", "link", "ltd", "wang", "co", "me", "hk", "tw", "ru",
          "fun", "ink", "mobi", "asia", "pro", "live", "work", "gd");

  private static final Pattern TRAILING = Pattern.compile("[.,;:!?'&*]+$");

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    Matcher scheme = WITH_SCHEME.matcher(line);
    while (scheme.find()) {
      found.add(finding(line, scheme));
    }

    Matcher host = HOST.matcher(line);
    while (host.find()) {
      if (isHost(host.group(1).replace('。', '.'), host.group().length() > host.group(1).length())) {
        found.add(finding(line, host));
      }
    }

    return found;
  }

  private static boolean isHost(String host, boolean hasPath) {
    String[] labels = host.split("\\.");
    String ending = labels[labels.length - 1].toLowerCase(Locale.ROOT);
    if (!ENDINGS.contains(ending) || !DomainValidator.getInstance().isValid(host)) {
      return false;
    }

    String name = labels[labels.length - 2];
    boolean lettered = name.chars().anyMatch(Character::isLetter);
    boolean common = Set.of("com", "cn", "net").contains(ending);
    return labels[0].equalsIgnoreCase("www")
        || hasPath
        || (lettered && name.length() > 1)
        || (common && name.length() > 1);
  }

  private static Finding finding(String line, Matcher match) {
    Matcher trailing = TRAILING.matcher(line.substring(match.start(), match.end()));
    int end = trailing.find() ? match.start() + trailing.start() : match.end();
    return new Finding(PersonalData.URL, match.start(), end);
  }
}
