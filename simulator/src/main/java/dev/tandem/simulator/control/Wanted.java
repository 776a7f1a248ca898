package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.books.NewOrganisation;
import dev.tandem.simulator.http.Parameters;
import java.util.Locale;
import java.util.Optional;

/** Reads which organisation somebody wants to have opened, for control and console alike. */
public final class Wanted {
  private Wanted() {}

  /**
   * @param count how many are opened at once: several get numbers behind their name
   * @throws IllegalArgumentException in words, if that is no organisation
   */
  public static NewOrganisation organisation(Parameters said, int count, int number) {
    String country = said.get("country", "AU").toUpperCase(Locale.ROOT);
    NewOrganisation wanted =
        NewOrganisation.in(country)
            .named(said.get("name", "New Practice (" + country + ")").strip())
            .currency(currency(said))
            .demo(said.get("demo", "true").equalsIgnoreCase("true"))
            .plan(plan(said));
    if (count > 1) {
      return wanted.named(wanted.name() + " " + number);
    }
    Optional<String> id = said.get("tenant");
    return id.isEmpty() ? wanted : wanted.id(id(id.get().strip()));
  }

  private static String currency(Parameters said) {
    String code = said.get("currency", "").strip().toUpperCase(Locale.ROOT);
    if (!code.isEmpty() && !code.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("A currency has three letters, not " + code);
    }
    return code;
  }

  private static String plan(Parameters said) {
    String plan = said.get("plan", "").strip().toUpperCase(Locale.ROOT);
    if (!plan.isEmpty() && !NewOrganisation.PLANS.contains(plan)) {
      throw new IllegalArgumentException("Xero has no plan " + plan);
    }
    return plan;
  }

  private static String id(String text) {
    if (!text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw new IllegalArgumentException("A tenant id is a UUID, not " + text);
    }
    return text;
  }
}
