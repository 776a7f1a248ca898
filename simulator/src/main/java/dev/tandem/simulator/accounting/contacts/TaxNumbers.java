package dev.tandem.simulator.accounting.contacts;

import tools.jackson.databind.node.ObjectNode;

/**
 * Tax numbers of contacts. Since 29 June 2026 those of American organisations are masked for
 * standard users; how, is not published: here all but the last four characters.
 */
final class TaxNumbers {
  private TaxNumbers() {}

  static void mask(ObjectNode organisation, ObjectNode contact) {
    String number = contact.path("TaxNumber").asString("");
    if (organisation.path("Version").asString("").equals("US") && !number.isEmpty()) {
      contact.put("TaxNumber", masked(number));
    }
  }

  /** A masked number that comes back is no new one. */
  static boolean isMaskOf(String sent, String stored) {
    return !stored.isEmpty() && sent.equals(masked(stored));
  }

  private static String masked(String number) {
    int shown = Math.min(4, number.length());
    int hidden = number.length() - shown;
    return number.substring(0, hidden).replaceAll("[A-Za-z0-9]", "*") + number.substring(hidden);
  }
}
