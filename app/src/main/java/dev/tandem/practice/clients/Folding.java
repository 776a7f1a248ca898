package dev.tandem.practice.clients;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Folds text so that the same name, however typed, is the same key: no accents, no case, no
 * apostrophes, one space between words. {@code O’Brien-Müller} and {@code obrien muller} are one.
 */
final class Folding {

  /** Letters that Unicode does not take apart, though people do. */
  private static final Map<Character, String> WHOLE_LETTERS =
      Map.of(
          'ø', "o", 'ł', "l", 'ß', "ss", 'æ', "ae", 'œ', "oe", 'đ', "d", 'ð', "d", 'þ', "th", 'ı',
          "i", 'ħ', "h");

  private Folding() {}

  static String name(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    var key = new StringBuilder(apart.length());
    boolean gap = false;
    for (int i = 0; i < apart.length(); ) {
      int letter = apart.codePointAt(i);
      i += Character.charCount(letter);
      if (Character.isLetterOrDigit(letter) || isPartOfLetter(letter)) {
        if (gap && !key.isEmpty()) {
          key.append(' ');
        }
        gap = false;
        append(key, letter);
      } else {
        gap |= !isSilent(letter);
      }
    }
    return key.toString();
  }

  static String email(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
  }

  private static void append(StringBuilder key, int letter) {
    String plain = Character.isBmpCodePoint(letter) ? WHOLE_LETTERS.get((char) letter) : null;
    if (plain == null) {
      key.appendCodePoint(letter);
    } else {
      key.append(plain);
    }
  }

  /** Vowel signs of other scripts belong to the name; only the accents of ours are dropped. */
  private static boolean isPartOfLetter(int letter) {
    int type = Character.getType(letter);
    return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
        && !isAccent(letter);
  }

  /** Accents and apostrophes join what stands beside them; everything else parts words. */
  private static boolean isSilent(int letter) {
    return isAccent(letter)
        || Character.getType(letter) == Character.FORMAT
        || "'’‘`´ʼʻ.".indexOf(letter) >= 0;
  }

  private static boolean isAccent(int letter) {
    return letter >= 0x300 && letter <= 0x36f;
  }
}
