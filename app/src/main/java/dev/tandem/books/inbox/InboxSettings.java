package dev.tandem.books.inbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sweepEvery how often each kind's changes are asked for, whatever webhooks bring
 * @param referenceEvery how often accounts and taxes are read
 * @param detailsEvery how often items, tracking, currencies, branding themes and the organisation's
 *     own settings are read
 * @param echo an event this near to our own write is our write coming back
 * @param near an event this near, but not as near as that, may be somebody's who was quick: the
 *     kind's changes are read soon, once for any number of such events
 * @param wholeHour from which hour of the practice's clock on everything is compared where nobody
 *     chose another
 * @param soon how long such a reading waits for more of them
 */
@ConfigurationProperties("tandem.inbox")
record InboxSettings(
    @DefaultValue("5m") Duration sweepEvery,
    @DefaultValue("12h") Duration referenceEvery,
    @DefaultValue("24h") Duration detailsEvery,
    @DefaultValue("100ms") Duration echo,
    @DefaultValue("2s") Duration near,
    @DefaultValue("3s") Duration soon,
    @DefaultValue("2") int wholeHour) {

  InboxSettings {
    if (wholeHour < 0 || wholeHour > 23) {
      throw new IllegalArgumentException(
          "tandem.inbox.whole-hour is an hour of the day, 0 to 23, not " + wholeHour);
    }
  }

  /**
   * @param chosen how often the practice wants accounts and taxes read; null if it left that to us
   */
  Duration referenceEvery(@Nullable Duration chosen) {
    return chosen == null ? referenceEvery : chosen;
  }

  /** The rest changes less often, and takes more calls. As {@link #referenceEvery(Duration)}. */
  Duration detailsEvery(@Nullable Duration chosen) {
    return chosen == null ? detailsEvery : chosen.multipliedBy(2);
  }
}
