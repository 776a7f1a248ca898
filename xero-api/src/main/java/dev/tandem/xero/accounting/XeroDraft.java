package dev.tandem.xero.accounting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What we want Xero to store. Only what was set is sent, in the order it was set: a null leaves a
 * field as it is, "" empties a text, an empty list clears a list (and any list replaces the stored
 * one whole).
 */
public abstract sealed class XeroDraft
    permits ContactDraft,
        InvoiceDraft,
        CreditNoteDraft,
        AllocationDraft,
        PaymentDraft,
        BatchPaymentDraft,
        BankTransactionDraft {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** The fields under Xero's names, as they will be sent. */
  public final Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  final void set(String name, @Nullable Object value) {
    if (value != null) fields.put(name, value);
  }

  /** Names only: the values may be a person's. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + fields.keySet();
  }
}
