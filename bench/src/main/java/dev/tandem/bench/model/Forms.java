package dev.tandem.bench.model;

import java.util.Set;
import java.util.regex.Pattern;

/** One form for what each side may write in a form of its own. */
final class Forms {

  static final String NAME = "name";
  static final String GIVEN_NAME = "given name";
  static final String FAMILY_NAME = "family name";

  /** What says a name together, and is decided together. */
  static final Set<String> NAMES = Set.of(NAME, GIVEN_NAME, FAMILY_NAME);

  static final String PHONE = "phone";
  static final String MOBILE = "mobile";

  private static final Pattern NO_DIGIT = Pattern.compile("\\D");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern NUMBERED = Pattern.compile(" \\(\\d+\\)$");

  private Forms() {}

  static String of(String field, String value) {
    return switch (field) {
      case PHONE, MOBILE -> dialled(NO_DIGIT.matcher(value).replaceAll(""));
      // The second of a name carries a number there.
      case NAME -> NUMBERED.matcher(tidy(value)).replaceFirst("");
      case GIVEN_NAME, FAMILY_NAME -> tidy(value);
      default -> value;
    };
  }

  /** The field that Tandem keeps it in. */
  static String kept(String field) {
    return Lines.isOne(field) ? Lines.ALL : field;
  }

  /** Fields that are decided as one. */
  static Set<String> together(String field) {
    return NAMES.contains(field) ? NAMES : Set.of(kept(field));
  }

  /** With the country: the practice and all whom it serves are in Australia. */
  private static String dialled(String digits) {
    return digits.startsWith("0") ? "61" + digits.substring(1) : digits;
  }

  private static String tidy(String value) {
    return SPACES.matcher(value.strip()).replaceAll(" ");
  }

  /** Whether a word that nobody else ever wrote is one of a name's. */
  static boolean isIn(String word, String name) {
    return Set.of(SPACES.split(name.strip(), -1)).contains(word);
  }
}
