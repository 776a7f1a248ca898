package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.call.ListRules;
import java.util.List;

/** How the settings may be listed. None of them is paged (Xero: requests and responses). */
final class SettingsLists {
  /** With If-Modified-Since: accounts, items, users. */
  static final ListRules SINCE = new ListRules(false, true, List.of());

  /** Without: tax rates, currencies, tracking, branding themes. */
  static final ListRules WHOLE = new ListRules(false, false, List.of());

  private SettingsLists() {}
}
