package dev.tandem.books.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which kind of connection fits, from three answers.
 *
 * @param many {@code one} or {@code several} organisations
 * @param where country of the organisation, or {@code other}
 * @param person whether somebody with a sign-in at Xero can come to this browser: {@code yes},
 *     {@code no}
 * @param kind what a person chose by hand, or empty: as the answers say
 */
public record Way(String many, String where, String person, String kind) {

  /** Where Xero sells custom connections, and for how much a month. */
  private static final Map<String, String> PRICES = prices();

  private static Map<String, String> prices() {
    var prices = new LinkedHashMap<String, String>();
    prices.put("AU", "AUD 10 a month, GST included");
    prices.put("NZ", "NZD 10 a month");
    prices.put("GB", "GBP 5 a month");
    prices.put("US", "USD 5 a month");
    return prices;
  }

  /** Which app to make: a standard one, or a custom connection. */
  public boolean custom() {
    return kind.equals("custom") || (kind.isEmpty() && customFits());
  }

  /** It costs money, so only where it does what the free one does not. */
  private boolean customFits() {
    return possible() && person.equals("no");
  }

  private boolean possible() {
    return many.equals("one") && PRICES.containsKey(where);
  }

  public String price() {
    return PRICES.getOrDefault(where, "AUD 10, NZD 10, GBP 5 or USD 5 a month");
  }

  /** Why, in whole sentences. */
  public List<String> reasons() {
    if (customFits()) {
      return List.of(
          "Nobody has to sign in to Xero here: the organisation's own user allows it once, by an e-mail from Xero.",
          "It opens this one organisation and costs "
              + price()
              + "; for Xero's demo company it is free.");
    }
    if (many.equals("several")) {
      return List.of(
          "One standard app opens several organisations; a custom connection opens exactly one.",
          "It is free for up to 5 organisations.");
    }
    if (!PRICES.containsKey(where)) {
      return List.of(
          "Custom connections exist for organisations in Australia, New Zealand, the United Kingdom and the United States only.",
          "A standard app is free for up to 5 organisations.");
    }
    return List.of(
        "It is free, and later organisations can be added.",
        "Somebody with a sign-in at Xero allows it once, here in the browser.");
  }

  /** The choices of the question where. */
  public static Map<String, String> countries() {
    var countries = new LinkedHashMap<String, String>();
    countries.put("AU", "Australia");
    countries.put("NZ", "New Zealand");
    countries.put("GB", "United Kingdom");
    countries.put("US", "United States");
    countries.put("other", "Elsewhere");
    return countries;
  }
}
