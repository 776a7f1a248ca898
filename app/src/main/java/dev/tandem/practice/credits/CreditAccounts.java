package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the ledger's accounts while a credit is written: which ones money can go back
 * from, and where a debt that nobody will pay is written off. Without a ledger nothing is known.
 */
public interface CreditAccounts {

  /**
   * @param key what the ledger calls it by
   * @param likely whether it is the one that is usually meant
   */
  record Account(String key, String name, boolean likely) {}

  /** Accounts from which money of this invoice can be given back. */
  List<Account> banks(InvoiceId invoice);

  /** Accounts from which money of this advance can be given back. */
  List<Account> banks(AdvanceId advance);

  /** Accounts of expenses, the likeliest one for lost money first. */
  List<Account> losses(InvoiceId invoice);

  /**
   * The tax of a write-off that takes back what was charged at this rate.
   *
   * @param percent 10 means ten percent
   */
  Optional<String> taxOfLoss(InvoiceId invoice, String account, BigDecimal percent);
}
