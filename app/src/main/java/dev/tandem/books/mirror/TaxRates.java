package dev.tandem.books.mirror;

import java.math.BigDecimal;
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
  BigDecimal percent(String taxType) {
    return jdbc.sql("select percent from practice.ledger_tax_rate where tax_type = :type limit 1")
        .param("type", taxType)
        .query(BigDecimal.class)
        .optional()
        .orElse(BigDecimal.ZERO);
  }
}
