package dev.tandem.books.mapping;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.PaymentMethod;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where payments go that name no account: where their method is mapped to, else where the rest of
 * the payments goes, else the first bank account, by code.
 */
@Component
public class PaymentAccounts {

  /** How what is said of a deposit begins whose means is mapped to what is no bank account. */
  public static final String BANK_ONLY = "Xero takes a deposit into a bank account only";

  private static final String GONE = "The account that such payments go to";
  private static final String NONE =
      "The ledger has no bank account that this payment could go to.";

  private final Reference reference;
  private final Targets targets;

  PaymentAccounts(Reference reference, Targets targets) {
    this.reference = reference;
    this.targets = targets;
  }

  /**
   * @param id the ledger's id of the account; null if there is none
   * @param problem why money cannot go there, in words for a person; null if it can
   */
  public record Account(@Nullable String id, @Nullable String problem) {}

  /** Whether a payment waits for an account, by the words that are told of it. */
  public static boolean lacks(@Nullable String reason) {
    return reason != null
        && (reason.startsWith(GONE) || reason.startsWith(BANK_ONLY) || reason.equals(NONE));
  }

  /** Of every method in this organisation's books. */
  @Transactional(readOnly = true)
  public Map<PaymentMethod, Account> of(UUID tenant) {
    List<LedgerAccount> accounts = reference.accounts(tenant);
    Map<Subject, Target> mapped =
        targets.of(
            tenant,
            Stream.concat(
                    Stream.of(Subject.PAYMENTS), Stream.of(PaymentMethod.values()).map(Subject::of))
                .toList());
    var all = new EnumMap<PaymentMethod, Account>(PaymentMethod.class);
    for (PaymentMethod it : PaymentMethod.values()) {
      String wanted = mapped.getOrDefault(Subject.of(it), Target.NOTHING).account();
      String rest = mapped.getOrDefault(Subject.PAYMENTS, Target.NOTHING).account();
      all.put(it, account(wanted == null ? rest : wanted, accounts));
    }
    return all;
  }

  private static Account account(@Nullable String wanted, List<LedgerAccount> accounts) {
    if (wanted != null) {
      LedgerAccount known =
          accounts.stream().filter(it -> it.id().equals(wanted)).findFirst().orElse(null);
      boolean usable = known != null && known.active() && known.payable();
      // Never silently another one: the money would be looked for where it is not.
      return usable
          ? new Account(wanted, null)
          : new Account(
              null,
              GONE
                  + ", %s, takes none in Xero any more. Choose another one under Ledger, Mapping."
                      .formatted(known == null ? "which is not known" : known.label()));
    }
    // By code, as they are read: a bank before what only takes payments, too.
    LedgerAccount usual =
        accounts.stream()
            .filter(it -> it.active() && it.payable())
            .min((a, b) -> Boolean.compare(b.bank(), a.bank()))
            .orElse(null);
    return usual == null
        ? new Account(null, NONE)
        : new Account(Objects.requireNonNull(usual).id(), null);
  }
}
