package dev.tandem.books.mirror;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where payments go that name no account: the first bank account, by code. */
@Repository
@Transactional
class PaymentAccount {

  private final JdbcClient jdbc;

  PaymentAccount(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The ledger's id of this organisation's; null if none was read. */
  @Nullable String usual(UUID tenant) {
    return jdbc.sql(
            """
            select ledger_id from practice.ledger_account
             where tenant = :tenant and active and payable
             order by bank desc, code nulls last, name limit 1""")
        .param("tenant", tenant)
        .query(String.class)
        .optional()
        .orElse(null);
  }
}
