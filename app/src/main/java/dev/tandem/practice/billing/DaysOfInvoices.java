package dev.tandem.practice.billing;

import dev.tandem.shared.DaysInTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Days of invoices and of payments. */
@Component
class DaysOfInvoices extends DaysInTables {

  DaysOfInvoices(JdbcClient jdbc) {
    super(
        jdbc,
        """
        select 'invoice' as kind, id, issued_on as day from practice.invoice
        union all select 'payment', id, paid_on from practice.payment""");
  }
}
