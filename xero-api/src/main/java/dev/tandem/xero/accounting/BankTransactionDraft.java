package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money received that leaves a credit with its customer. Xero: what was made so can be neither
 * changed nor deleted by a program; it is used up by allocations and given back by payments.
 */
public final class BankTransactionDraft extends XeroDraft {

  private BankTransactionDraft() {}

  /**
   * Received beyond, or before, any invoice and not taxed. Xero: one line without tax, in a control
   * account that it chooses itself.
   */
  public static BankTransactionDraft overpayment(String description, BigDecimal amount) {
    return new BankTransactionDraft()
        .with("Type", "RECEIVE-OVERPAYMENT")
        .with("LineAmountTypes", "NoTax")
        .with("LineItems", List.of(line(description, amount)));
  }

  private static Map<String, Object> line(String description, BigDecimal amount) {
    var line = new LinkedHashMap<String, Object>();
    line.put("Description", description);
    line.put("Quantity", BigDecimal.ONE);
    line.put("UnitAmount", amount);
    return line;
  }

  /** By id only: any further field would edit the contact. */
  public BankTransactionDraft contact(UUID contactId) {
    return with("Contact", Map.of(XeroContacts.ID, contactId));
  }

  /** Xero: of Type BANK; an account that only takes payments is refused here. */
  public BankTransactionDraft account(UUID accountId) {
    return with("BankAccount", Map.of("AccountID", accountId));
  }

  public BankTransactionDraft accountCode(String code) {
    return with("BankAccount", Map.of("Code", code));
  }

  public BankTransactionDraft date(LocalDate day) {
    return with("Date", day);
  }

  public BankTransactionDraft reference(@Nullable String text) {
    return with("Reference", text);
  }

  public BankTransactionDraft currency(@Nullable String code) {
    return with("CurrencyCode", code);
  }

  private BankTransactionDraft with(String name, @Nullable Object value) {
    set(name, value);
    return this;
  }
}
