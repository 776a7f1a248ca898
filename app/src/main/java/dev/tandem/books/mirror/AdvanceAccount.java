package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.PaymentMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where a client's money goes that no invoice owes: where payments of its means go, if that is a
 * bank account. Xero keeps such money in bank accounts only.
 */
@Component
class AdvanceAccount {

  private static final String NO_BANK =
      PaymentAccounts.BANK_ONLY
          + ", and %s, where %s payments go, is none. Choose a bank account for them under Ledger, Mapping.";

  private final PaymentAccounts payments;
  private final Reference reference;

  AdvanceAccount(PaymentAccounts payments, Reference reference) {
    this.payments = payments;
    this.reference = reference;
  }

  /**
   * @param id the ledger's id of the account; null if there is none
   * @param problem why the money cannot go there, in words for a person; null if it can
   */
  record Account(@Nullable String id, @Nullable String problem) {}

  /** Of one organisation, read once for many. */
  record Known(Map<PaymentMethod, Account> accounts) {

    Account of(PaymentMethod method) {
      return Objects.requireNonNull(accounts.get(method));
    }
  }

  Known of(UUID tenant) {
    Map<String, LedgerAccount> chart =
        reference.accounts(tenant).stream()
            .collect(Collectors.toMap(LedgerAccount::id, Function.identity(), (a, _) -> a));
    Map<PaymentMethod, PaymentAccounts.Account> usual = payments.of(tenant);
    return new Known(
        List.of(PaymentMethod.values()).stream()
            .collect(
                Collectors.toMap(
                    it -> it, it -> account(it, Objects.requireNonNull(usual.get(it)), chart))));
  }

  private static Account account(
      PaymentMethod method, PaymentAccounts.Account usual, Map<String, LedgerAccount> chart) {
    LedgerAccount known = usual.id() == null ? null : chart.get(usual.id());
    return known == null || known.bank()
        ? new Account(usual.id(), usual.problem())
        : new Account(
            null, NO_BANK.formatted(known.label(), method.label().toLowerCase(Locale.ROOT)));
  }
}
