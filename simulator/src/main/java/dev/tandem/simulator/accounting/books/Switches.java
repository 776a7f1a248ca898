package dev.tandem.simulator.accounting.books;

import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How the switches stand. They can be turned while the simulator runs. */
public final class Switches {
  private final Map<Switch, Boolean> atStart;
  private final Map<Switch, Boolean> turned = new ConcurrentHashMap<>();

  /** Those named stand as given, all others as the likeliest Xero. */
  public Switches(Map<Switch, Boolean> atStart) {
    this.atStart = Map.copyOf(atStart);
    reset();
  }

  public boolean is(Switch which) {
    return turned.getOrDefault(which, which.byDefault());
  }

  public void turn(Switch which, boolean on) {
    turned.put(which, on);
  }

  /** Back to how they stood at the start. */
  public void reset() {
    turned.clear();
    turned.putAll(atStart);
  }

  /** How an exact half cent is rounded; Xero does not say. */
  public RoundingMode halves() {
    return is(Switch.HALVES_TO_EVEN) ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP;
  }
}
