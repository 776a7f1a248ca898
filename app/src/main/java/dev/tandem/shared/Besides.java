package dev.tandem.shared;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** What is in other currencies than the practice's own: told apart, never added to it. */
public final class Besides {

  private Besides() {}

  /** One sum for each other currency, by its code. */
  public static List<Money> of(Collection<Money> all, String own) {
    var sums = new TreeMap<String, Money>();
    all.stream()
        .filter(it -> !it.currency().equals(own))
        .forEach(it -> sums.merge(it.currency(), it, Money::plus));
    return List.copyOf(sums.values());
  }
}
