package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.http.Json;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Currencies by their ISO codes, with the names that Xero gives them. */
public final class Currencies {
  /** ISO codes that stand for no money. */
  private static final List<String> NO_MONEY =
      List.of("XXX", "XTS", "XAU", "XAG", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD", "XDR", "XUA");

  private Currencies() {}

  public static boolean known(String code) {
    return named(code).isPresent();
  }

  /** As it is stored and shown. */
  public static ObjectNode of(String code) {
    return Json.object().put("Code", code).put("Description", named(code).orElse(code));
  }

  private static Optional<String> named(String code) {
    if (code.equals("USD")) {
      return Optional.of("United States Dollar");
    }
    try {
      return NO_MONEY.contains(code)
          ? Optional.empty()
          : Optional.of(Currency.getInstance(code).getDisplayName(Locale.ENGLISH));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
