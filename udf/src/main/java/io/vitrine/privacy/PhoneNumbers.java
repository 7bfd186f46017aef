package io.vitrine.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Which digits are a number of mainland China, by libphonenumber's list of what is given out. */
final class PhoneNumbers {
  private static final String MAINLAND = "CN";
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private PhoneNumbers() {}

  /** What the digits are; {@code UNKNOWN} for no number. */
  static PhoneNumberType type(String digits) {
    try {
      PhoneNumber number = NUMBERS.parse(digits, MAINLAND);
      return NUMBERS.isValidNumberForRegion(number, MAINLAND)
          ? NUMBERS.getNumberType(number)
          : PhoneNumberType.UNKNOWN;
    } catch (NumberParseException e) {
      return PhoneNumberType.UNKNOWN;
    }
  }
}
