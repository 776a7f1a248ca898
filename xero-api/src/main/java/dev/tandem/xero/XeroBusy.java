package dev.tandem.xero;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A limit is reached (429); nothing was executed. Remedy: wait, then send again. */
public final class XeroBusy extends XeroException {

  private final Limit limit;

  public XeroBusy(CallFacts facts) {
    super(
        "Xero asks to wait: "
            + Limit.named(facts.limitProblem())
            + " limit, retry after "
            + facts.retryAfter(),
        facts,
        null);
    this.limit = Limit.named(facts.limitProblem());
  }

  /** How long Xero asked to wait; absent for the concurrency limit. */
  public @Nullable Duration retryAfter() {
    return facts().retryAfter();
  }

  public Limit limit() {
    return limit;
  }

  @Override
  public boolean notExecuted() {
    return true;
  }

  /** Xero's limits: four per app and tenant or per app, and one for a spelling we do not know. */
  public enum Limit {
    MINUTE,
    DAY,
    CONCURRENT,
    APP_MINUTE,
    UNKNOWN;

    /**
     * The app's limit is spelled both {@code appminute} and {@code app-minute}, so "app" is looked
     * for first.
     */
    static Limit named(@Nullable String problem) {
      String text = problem == null ? "" : problem.toLowerCase(Locale.ROOT);
      if (text.contains("app")) return APP_MINUTE;
      if (text.contains("minute")) return MINUTE;
      if (text.contains("day")) return DAY;
      if (text.contains("concurrent")) return CONCURRENT;
      return UNKNOWN;
    }
  }
}
