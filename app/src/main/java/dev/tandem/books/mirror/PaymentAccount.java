package dev.tandem.books.mirror;

import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.practice.billing.PaymentMethod;
import java.util.Map;
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

  /** Of every means in this organisation's books, read once. */
  record ByMeans(Map<PaymentMethod, PaymentAccounts.Account> mapped) {

    /**
     * @param named what the money itself names; null if nothing
     */
    PaymentAccounts.Account of(PaymentMethod method, @Nullable String named) {
      return named == null
          ? Objects.requireNonNull(mapped.get(method))
          : new PaymentAccounts.Account(named, null);
    }
  }

  ByMeans in(UUID tenant) {
    return new ByMeans(mapped.of(tenant));
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
