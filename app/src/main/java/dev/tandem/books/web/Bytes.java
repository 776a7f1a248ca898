package dev.tandem.books.web;

import java.util.Locale;

/** Amounts of data as people read them. */
final class Bytes {

  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

  private Bytes() {}

  /** "0 bytes", "3.4 KB", "120 MB"; a KB has 1,024 bytes, as Xero counts. */
  static String inWords(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    boolean whole = unit == 0 || amount >= 10 || amount == Math.rint(amount);
    return String.format(Locale.ROOT, whole ? "%,.0f %s" : "%.1f %s", amount, UNITS[unit]);
  }
}
