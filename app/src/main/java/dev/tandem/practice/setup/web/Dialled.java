package dev.tandem.practice.setup.web;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/** Telephone numbers as they are read aloud: grouped, with a country code only when from abroad. */
class Dialled {

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private Dialled() {}

  /** What is no number stays as somebody typed it. */
  static String in(String country, String typed) {
    try {
      var number = NUMBERS.parse(typed, country);
      if (number.hasExtension() || !NUMBERS.isPossibleNumber(number)) {
        return typed;
      }
      boolean here = number.getCountryCode() == NUMBERS.getCountryCodeForRegion(country);
      return NUMBERS.format(
          number, here ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    } catch (NumberParseException _) {
      return typed;
    }
  }
}
