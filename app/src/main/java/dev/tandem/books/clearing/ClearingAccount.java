package dev.tandem.books.clearing;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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

  /**
   * The last day that was over when it was read, which says whether the account came back to zero;
   * null before the first such reading.
   */
  public @Nullable AccountDay latest() {
    return over().findFirst().orElse(null);
  }

  /** How far the day that is not over has come since; null if nobody has asked. */
  public @Nullable AccountDay soFar() {
    return days.isEmpty() || days.getFirst().whole() ? null : days.getFirst();
  }

  /** A day that was read halfway and never again says nothing of its end. */
  private Stream<AccountDay> over() {
    return days.stream().filter(AccountDay::whole);
  }

  /** The last day at whose end nothing was left; null if none is known. */
  public @Nullable AccountDay lastAtRest() {
    return over().filter(AccountDay::atRest).findFirst().orElse(null);
  }

  /** The first day since when something is left without a break; null while nothing is. */
  public @Nullable AccountDay leftSince() {
    AccountDay since = null;
    for (AccountDay it : over().toList()) {
      if (it.atRest()) {
        return since;
      }
      since = it;
    }
    return since;
  }
}
