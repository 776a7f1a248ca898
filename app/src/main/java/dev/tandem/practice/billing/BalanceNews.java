package dev.tandem.practice.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How old what is known here of invoices' balances is, and has it looked up anew. */
public interface BalanceNews {

  /** Where nothing is known of a ledger: nobody else takes money for them. */
  BalanceNews NONE = (_, _) -> Map.of();

  /**
   * As of when it is known.
   *
   * @param why it is not known as of later, in whole sentences: it is not fresh then, however young
   *     it is; null if nothing stood in the way
   */
  record Known(Instant asOf, @Nullable String why) {}

  /**
   * Looks those up that are known less well, many in one call, and takes in what that shows. Waits
   * a few seconds at most. Without an open transaction.
   *
   * @param maxAge how old it may be
   * @return those that a ledger has; of the others everything is known here
   */
  Map<InvoiceId, Known> look(Collection<InvoiceId> invoices, Duration maxAge);
}
