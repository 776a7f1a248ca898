package dev.tandem.books.mirror;

import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger's taxes come to, as last read. */
@Repository
@Transactional
class TaxRates {

  private final JdbcClient jdbc;

  TaxRates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Percent; 0 for a tax that nobody has heard of. */
  BigDecimal percent(UUID tenant, String taxType) {
    return jdbc.sql(
            "select percent from practice.ledger_tax_rate where tenant = :tenant and tax_type = :type")
        .param("tenant", tenant)
        .param("type", taxType)
        .query(BigDecimal.class)
        .optional()
        .orElse(BigDecimal.ZERO);
  }
}
