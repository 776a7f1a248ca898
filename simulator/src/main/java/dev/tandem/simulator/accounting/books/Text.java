package dev.tandem.simulator.accounting.books;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as Xero compares it: case, accents and runs of spaces do not matter. */
public final class Text {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Text() {}

  public static String key(String text) {
    return fold(tidy(text));
  }

  /** Without case and accents, spaces as they are. */
  public static String fold(String text) {
    String plain = text;
    if (!text.chars().allMatch(character -> character < 128)) {
      plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    }
    return plain.toLowerCase(Locale.ROOT);
  }

  public static String tidy(String text) {
    return SPACES.matcher(text.strip()).replaceAll(" ");
  }
}
