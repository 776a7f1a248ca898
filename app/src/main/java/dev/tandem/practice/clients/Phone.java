package dev.tandem.practice.clients;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number as somebody typed it.
 *
 * @param e164 its international form, {@code +61491570156}; null if it is not a number that can be
 *     dialled, in which case it is still kept as typed
 */
record Phone(String typed, @Nullable String e164) {

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  /**
   * @param country two letters; the country in which a number without a country code is dialled
   */
  static Phone read(String typed, String country) {
    if (typed.isBlank()) {
      return new Phone("", null);
    }
    try {
      var number = NUMBERS.parse(typed, country);
      // Lengths only: number plans change more often than this library is updated, and numbers
      // reserved for fiction are in no plan.
      boolean dialable =
          NUMBERS.isPossibleNumberWithReason(number)
              == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
      return new Phone(typed, dialable ? NUMBERS.format(number, PhoneNumberFormat.E164) : null);
    } catch (NumberParseException _) {
      return new Phone(typed, null);
    }
  }

  /** What the number is found by: the international form, or else the digits that were typed. */
  String key() {
    return e164 != null ? e164 : digits(typed);
  }

  /** The beginning of {@link #key} that somebody means who has typed this much of a number. */
  static String keyPrefix(String typed, String country) {
    String digits = digits(typed);
    if (typed.strip().startsWith("+")) {
      return "+" + digits;
    }
    if (digits.startsWith("00")) {
      return "+" + digits.substring(2);
    }
    String trunk = NUMBERS.getNddPrefixForRegion(country, true);
    String national =
        trunk != null && digits.startsWith(trunk) ? digits.substring(trunk.length()) : digits;
    return "+" + NUMBERS.getCountryCodeForRegion(country) + national;
  }

  static String digits(String typed) {
    return typed.replaceAll("\\D", "");
  }
}
