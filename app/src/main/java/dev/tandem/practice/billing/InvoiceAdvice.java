package dev.tandem.practice.billing;

import dev.tandem.practice.setup.LocationId;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ledger would say of an invoice that is being written. Nothing is refused for it. */
public interface InvoiceAdvice {

  /** Where nothing is known of a ledger. */
  InvoiceAdvice NONE = (_, _) -> Optional.empty();

  /**
   * What to know of this day, in whole sentences.
   *
   * @param location where it is earned; null of no location
   */
  Optional<String> onDate(LocalDate date, @Nullable LocationId location);
}
