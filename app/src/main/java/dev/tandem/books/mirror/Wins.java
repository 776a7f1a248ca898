package dev.tandem.books.mirror;

import java.util.Locale;

/**
 * Who wins where a client and the contact that it is linked with both say something, and not the
 * same. What only one of the two says is taken by the other in any case.
 */
public enum Wins {
  OURS,
  THEIRS;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Wins of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
