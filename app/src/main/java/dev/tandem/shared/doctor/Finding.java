package dev.tandem.shared.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One line of the doctor, in words for the person who runs the installation. It is shown on a page
 * and printed: never a token, key, password or client's detail in it.
 *
 * @param title what was examined, two or three words: {@code Public address}
 * @param seen what was seen, with figures: {@code Our clock is 71 s ahead of Xero's}
 * @param remedy what to do, as an order; null when all is well
 */
public record Finding(Level level, String title, String seen, @Nullable String remedy) {

  /** How bad it is. */
  public enum Level {
    FINE,
    /** Works, but somebody should look. */
    LOOK,
    /** Something does not work until somebody acts. Makes {@code ./tandem doctor} end with 1. */
    WRONG
  }

  public static Finding fine(String title, String seen) {
    return new Finding(Level.FINE, title, seen, null);
  }

  public static Finding look(String title, String seen, String remedy) {
    return new Finding(Level.LOOK, title, seen, remedy);
  }

  public static Finding wrong(String title, String seen, String remedy) {
    return new Finding(Level.WRONG, title, seen, remedy);
  }
}
