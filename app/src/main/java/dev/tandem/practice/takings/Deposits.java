package dev.tandem.practice.takings;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What whoever keeps the ledger in step knows of money on its way to the bank. */
public interface Deposits {

  /**
   * Whose bank account a payment goes to.
   *
   * @param key equal for payments that may share a receipt; nothing else is read from it here
   * @param name for people; empty where there is only one
   */
  record Place(String key, String name) {

    /** Where no ledger is connected. */
    public static final Place UNKNOWN = new Place("", "");
  }

  /**
   * Why a receipt does not simply go.
   *
   * @param reason in a whole sentence
   * @param invoice that stands in its way; null if none does
   * @param receipt that stands in its way, because the ledger did not delete it; null if none does
   */
  record Wait(String reason, @Nullable InvoiceId invoice, @Nullable ReceiptId receipt) {}

  /**
   * What these receipts wait for that somebody has to put right; the others are missing. One that
   * others were made in place of is told of as long as the ledger has it.
   */
  Map<ReceiptId, Wait> waits(Collection<ReceiptId> receipts);

  /**
   * Those of these invoices whose payments cannot be banked with others: the ledger hears nothing
   * of them, or keeps their books in another currency.
   */
  Set<InvoiceId> apart(Collection<InvoiceId> invoices);

  /** For each of these payments; those that are missing go to {@link Place#UNKNOWN}. */
  Map<PaymentId, Place> places(Collection<PaymentView> payments);

  /** Those of these receipts that the ledger has or may have, as it looks at the moment. */
  Set<ReceiptId> begun(Collection<ReceiptId> receipts);

  /**
   * Whether the ledger has the receipt, or may have it: it is on its way, or its fate is not known.
   * Nothing of it is sent before the end of the transaction if it is not.
   */
  boolean begun(ReceiptId receipt);
}
