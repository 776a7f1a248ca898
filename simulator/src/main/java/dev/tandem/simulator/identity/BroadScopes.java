package dev.tandem.simulator.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The broad scopes that the granular ones of 2026 replace, and for whom they still stand. Xero:
 * apps registered since 2 March 2026 (custom connections: 29 April 2026) never get them, for all
 * others they end on 13 September 2027.
 */
final class BroadScopes {
  private static final Set<String> ALL =
      Set.of("accounting.transactions", "accounting.transactions.read", "accounting.reports.read");
  private static final LocalDate APPS_UNTIL = LocalDate.of(2026, 3, 2);
  private static final LocalDate CUSTOM_UNTIL = LocalDate.of(2026, 4, 29);
  private static final Instant END =
      LocalDate.of(2027, 9, 13).atStartOfDay(ZoneOffset.UTC).toInstant();

  private BroadScopes() {}

  /** Whether the scope is one of them and the app may not, or may no longer, have it. */
  static boolean closed(String scope, App app, Instant now) {
    return ALL.contains(scope) && !(app.registered().isBefore(APPS_UNTIL) && now.isBefore(END));
  }

  /** The same for a custom connection. */
  static boolean closedToCustom(String scope, App app, Instant now) {
    return ALL.contains(scope) && !(app.registered().isBefore(CUSTOM_UNTIL) && now.isBefore(END));
  }

  /** Whether it has ended for everybody. */
  static boolean ended(String scope, Instant now) {
    return ALL.contains(scope) && !now.isBefore(END);
  }
}
