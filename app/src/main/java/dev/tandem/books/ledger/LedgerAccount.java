package dev.tandem.books.ledger;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account of the ledger's chart.
 *
 * @param payable whether a payment may go to it
 * @param system what the ledger itself uses it for; null if it is the organisation's own
 */
public record LedgerAccount(
    String id,
    @Nullable String code,
    String name,
    String type,
    boolean bank,
    boolean payable,
    @Nullable String taxType,
    @Nullable String system,
    boolean active) {

  private static final Set<String> INCOME = Set.of("REVENUE", "SALES", "OTHERINCOME");
  private static final Set<String> OWED = Set.of("CURRLIAB", "LIABILITY");

  /** Its name, with its code behind it. */
  public String label() {
    return code == null || code.isEmpty() ? name : name + " (" + code + ")";
  }

  /** Whether what it takes is income. */
  public boolean income() {
    return INCOME.contains(type);
  }

  /**
   * Whether a line of an invoice may name it. Xero: bank and system accounts are refused, and a
   * line names an account by its code.
   */
  public boolean invoiceable() {
    return code != null && !code.isEmpty() && system == null && !bank;
  }

  /** Whether what is sold usually goes there: vouchers and deposits are owed, not earned. */
  public boolean sellable() {
    return invoiceable() && (income() || OWED.contains(type));
  }
}
