package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.DomainValidator;

/** E-mail addresses, also with (at) and (dot) written out. */
final class EmailFinder implements Finder {
  private static final String AT =
      "(?: ?@ ?| ?\\((?:at|AT|艾特)\\) ?| \\[at] |#(?=[A-Za-z0-9-]+\\.))";
  private static final String DOT = "(?:\\.|。| ?\\((?:dot|DOT|点)\\) ?)";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![A-Za-z0-9._%+-])([A-Za-z0-9][A-Za-z0-9._%+\\u200B-]{0,63})"
              + AT
              + "([A-Za-z0-9-]+(?:"
              + DOT
              + "[A-Za-z0-9-]+){1,4})(?![A-Za-z0-9-])");

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    Matcher address = ADDRESS.matcher(line);
    while (address.find()) {
      String domain = address.group(2).replaceAll(DOT, ".");
      if (DomainValidator.getInstance().isValid(domain)) {
        found.add(new Finding(PersonalData.EMAIL, address.start(), address.end()));
      }
    }

    return found;
  }
}
