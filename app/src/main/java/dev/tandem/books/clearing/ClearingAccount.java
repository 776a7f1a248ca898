package dev.tandem.books.clearing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that has to come back to zero.
 *
 * @param name as the ledger calls it
 * @param days the latest first; days on which nothing was read are missing
 */
public record ClearingAccount(UUID tenant, String ledgerId, String name, List<AccountDay> days) {

  public ClearingAccount {
    days = List.copyOf(days);
  }

  /** The latest day; null before the first reading. */
  public @Nullable AccountDay latest() {
    return days.isEmpty() ? null : days.getFirst();
  }

  /** The last day at whose end nothing was left; null if none is known. */
  public @Nullable AccountDay lastAtRest() {
    return days.stream().filter(AccountDay::atRest).findFirst().orElse(null);
  }

  /** The first day since when something is left without a break; null while nothing is. */
  public @Nullable AccountDay leftSince() {
    AccountDay since = null;
    for (AccountDay it : days) {
      if (it.atRest()) {
        return since;
      }
      since = it;
    }
    return since;
  }
}
