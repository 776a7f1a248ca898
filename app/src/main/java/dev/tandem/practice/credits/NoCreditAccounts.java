package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Nothing is known of any account. */
final class NoCreditAccounts implements CreditAccounts {

  static final CreditAccounts NONE = new NoCreditAccounts();

  private NoCreditAccounts() {}

  @Override
  public List<Account> banks(InvoiceId invoice) {
    return List.of();
  }

  @Override
  public List<Account> banks(AdvanceId advance) {
    return List.of();
  }

  @Override
  public List<Account> losses(InvoiceId invoice) {
    return List.of();
  }

  @Override
  public Optional<String> taxOfLoss(InvoiceId invoice, String account, BigDecimal percent) {
    return Optional.empty();
  }
}
