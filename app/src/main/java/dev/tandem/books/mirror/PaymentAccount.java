package dev.tandem.books.mirror;

import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.practice.billing.PaymentView;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where money goes in one organisation: what it names itself, else as its method is mapped. */
@Component
class PaymentAccount {

  private final PaymentAccounts mapped;
  private final JdbcClient jdbc;

  PaymentAccount(PaymentAccounts mapped, JdbcClient jdbc) {
    this.mapped = mapped;
    this.jdbc = jdbc;
  }

  /** The ledger's id of the account for what comes in no known way; null if there is none. */
  @Nullable String usual(UUID tenant) {
    return mapped.rest(tenant).id();
  }

  /** Where this payment goes; null if it can go nowhere. */
  @Nullable String of(UUID tenant, PaymentView payment) {
    return payment.accountCode() == null
        ? Objects.requireNonNull(mapped.of(tenant).get(payment.method())).id()
        : payment.accountCode();
  }

  /** For people; the code or id itself if no account is known by it. */
  String name(UUID tenant, String account) {
    return jdbc.sql(
            """
            select name from practice.ledger_account
             where tenant = :tenant and (ledger_id = :account or code = :account) limit 1""")
        .param("tenant", tenant)
        .param("account", account)
        .query(String.class)
        .optional()
        .orElse(account);
  }
}
