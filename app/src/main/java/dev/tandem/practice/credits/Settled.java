package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import java.math.BigDecimal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much of an invoice is settled by credits. It is always the sum of what is listed: what our
 * credit notes and advances settle, whoever put them against it, and what else the ledger showed of
 * it. Whoever changes a part of the list has it summed up anew, so that nothing counts twice.
 */
@Component
class Settled {

  private final JdbcClient jdbc;
  private final Billing billing;

  Settled(JdbcClient jdbc, Billing billing) {
    this.jdbc = jdbc;
    this.billing = billing;
  }

  /** Sums up, and tells it in the invoice's story even if it comes to the same. */
  void tell(InvoiceId id, String action, String text) {
    billing.credit(id, more(id), action, text);
  }

  /** Sums up; the invoice's story has it if it comes to something else. */
  void review(InvoiceId id, String action, String text) {
    BigDecimal more = more(id);
    if (more.signum() != 0) {
      billing.credit(id, more, action, text);
    }
  }

  private BigDecimal more(InvoiceId id) {
    // The row first: what another change listed meanwhile is in the sum, too.
    BigDecimal before = billing.hold(id).credited();
    return sum(id).subtract(before);
  }

  private BigDecimal sum(InvoiceId id) {
    return jdbc.sql(
            """
            select (select coalesce(sum(a.amount), 0.00) from practice.allocation a
                      left join practice.credit_note n
                        on n.practice_id = a.practice_id and n.id = a.credit_note_id
                      left join practice.advance d
                        on d.practice_id = a.practice_id and d.id = a.advance_id
                     where a.practice_id = house.here() and a.invoice_id = :invoice
                       and not a.removed and coalesce(n.status <> 'VOIDED', not d.removed))
                 + (select coalesce(sum(amount), 0.00) from practice.ledger_credit
                     where practice_id = house.here() and invoice_id = :invoice)""")
        .param("invoice", id.value())
        .query(BigDecimal.class)
        .single();
  }
}
