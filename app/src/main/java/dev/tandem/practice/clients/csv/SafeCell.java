package dev.tandem.practice.clients.csv;

/**
 * Spreadsheets take a cell that begins with {@code =}, {@code +}, {@code -} or {@code @} for a
 * formula, which a stranger's name could abuse. Such cells are written behind an apostrophe, the
 * spreadsheets' own sign for "this is text", and read without it.
 */
final class SafeCell {

  private static final String RISKY = "=+-@\t\r";

  private SafeCell() {}

  static String write(String text) {
    return !text.isEmpty() && isRisky(text.charAt(0)) ? "'" + text : text;
  }

  static String read(String cell) {
    return cell.length() > 1 && cell.charAt(0) == '\'' && isRisky(cell.charAt(1))
        ? cell.substring(1)
        : cell;
  }

  private static boolean isRisky(char first) {
    return RISKY.indexOf(first) >= 0;
  }
}
