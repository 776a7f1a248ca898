package dev.tandem.books.ledger.xero;

import dev.tandem.xero.accounting.XeroAllocations;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where Xero lists an advance: it keeps overpayments and prepayments in two lists, and an id means
 * nothing without saying which. The two together are the advance's id as we keep it. A credit note
 * that somebody wrote over there is one, too, under its bare id: so invoices, allocations and
 * refunds name it, whoever wrote it.
 */
record AdvanceAddress(Collection collection, UUID id) {

  enum Collection {
    OVERPAYMENT,
    PREPAYMENT,
    CREDIT_NOTE
  }

  static AdvanceAddress of(@Nullable UUID overpayment, @Nullable UUID prepayment) {
    return overpayment != null
        ? new AdvanceAddress(Collection.OVERPAYMENT, overpayment)
        : new AdvanceAddress(Collection.PREPAYMENT, Objects.requireNonNull(prepayment));
  }

  /** Whether this is the id of an overpayment or a prepayment, and not of a credit note. */
  static boolean is(String text) {
    return text.indexOf('/') > 0;
  }

  /**
   * @param text {@code overpayment/8f3c…}, or a credit note's id
   */
  static AdvanceAddress read(String text) {
    int cut = text.indexOf('/');
    if (cut < 0) {
      return new AdvanceAddress(Collection.CREDIT_NOTE, UUID.fromString(text));
    }
    return new AdvanceAddress(
        Collection.valueOf(text.substring(0, cut).toUpperCase(Locale.ROOT)),
        UUID.fromString(text.substring(cut + 1)));
  }

  /** What stands at this id, an advance's or a credit note's. */
  static XeroAllocations.Of of(String text) {
    return switch (read(text).collection) {
      case OVERPAYMENT -> XeroAllocations.Of.OVERPAYMENT;
      case PREPAYMENT -> XeroAllocations.Of.PREPAYMENT;
      case CREDIT_NOTE -> XeroAllocations.Of.CREDIT_NOTE;
    };
  }

  /** Xero's own id in one of an advance or of anything else. */
  static UUID bare(String text) {
    return UUID.fromString(text.substring(text.indexOf('/') + 1));
  }

  String text() {
    return collection == Collection.CREDIT_NOTE
        ? id.toString()
        : collection.name().toLowerCase(Locale.ROOT) + "/" + id;
  }
}
