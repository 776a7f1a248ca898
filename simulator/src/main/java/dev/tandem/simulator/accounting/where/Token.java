package dev.tandem.simulator.accounting.where;

import java.util.Locale;

/** A word, text, number or sign of an expression. */
record Token(Sort sort, String text) {
  enum Sort {
    WORD,
    TEXT,
    CHARACTER,
    INTEGER,
    REAL,
    SIGN,
    END
  }

  boolean is(String sign) {
    return sort == Sort.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return sort == Sort.WORD && text.equalsIgnoreCase(word);
  }

  /** One of several signs or words, both between spaces. */
  boolean isOneOf(String several) {
    boolean sayable = sort == Sort.SIGN || sort == Sort.WORD;
    return sayable && (" " + several + " ").contains(" " + text.toLowerCase(Locale.ROOT) + " ");
  }
}
