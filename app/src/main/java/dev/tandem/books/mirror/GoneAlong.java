package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What went with a document that the ledger no longer has and does not come back with it: nobody
 * but the ledger made it, or it was banked with others.
 */
@Component
public class GoneAlong {

  private static final Map<Kind, String> PARTS =
      Map.of(
          Kind.INVOICE,
          """
          select p.id, p.amount, p.paid_on as day, i.currency, 'paid' as what, p.origin
            from practice.payment p join practice.invoice i on i.id = p.invoice_id
           where p.invoice_id = :record and not p.deleted and p.ledger_payment_id is not null
          union all
          select a.id, a.amount, a.allocated_on, i.currency, 'credited', a.origin
            from practice.allocation a join practice.invoice i on i.id = a.invoice_id
           where a.invoice_id = :record and not a.removed and a.origin = 'LEDGER'
          union all
          select null, c.amount, c.credited_on, i.currency, 'credited', 'LEDGER'
            from practice.ledger_credit c join practice.invoice i on i.id = c.invoice_id
           where c.invoice_id = :record
           order by 3, 1, 2""",
          Kind.CREDIT_NOTE,
          """
          select a.id, a.amount, a.allocated_on as day, n.currency, 'used' as what, a.origin
            from practice.allocation a join practice.credit_note n on n.id = a.credit_note_id
           where a.credit_note_id = :record and not a.removed and a.origin = 'LEDGER'
          union all
          select r.id, r.amount, r.paid_on, n.currency, 'given back', r.origin
            from practice.refund r join practice.credit_note n on n.id = r.credit_note_id
           where r.credit_note_id = :record and not r.removed and r.origin = 'LEDGER'
           order by 3, 1""",
          Kind.ADVANCE,
          """
          select a.id, a.amount, a.allocated_on as day, d.currency, 'used' as what, a.origin
            from practice.allocation a join practice.advance d on d.id = a.advance_id
           where a.advance_id = :record and not a.removed and a.origin = 'LEDGER'
          union all
          select r.id, r.amount, r.paid_on, d.currency, 'given back', r.origin
            from practice.refund r join practice.advance d on d.id = r.advance_id
           where r.advance_id = :record and not r.removed and r.origin = 'LEDGER'
           order by 3, 1""");

  private final JdbcClient jdbc;
  private final Takings takings;

  GoneAlong(JdbcClient jdbc, Takings takings) {
    this.jdbc = jdbc;
    this.takings = takings;
  }

  private record Part(
      @Nullable UUID id,
      BigDecimal amount,
      @Nullable LocalDate day,
      String currency,
      String what,
      boolean booked) {

    String words() {
      return "%s %s%s (%s)"
          .formatted(
              Money.text(amount, currency),
              what,
              day == null ? "" : " on " + day,
              booked ? "booked in Xero" : "banked with that day's takings");
    }
  }

  /** In words, with the amounts; empty if all comes back. */
  @Transactional(readOnly = true)
  public List<String> of(Kind kind, UUID record) {
    String parts = PARTS.get(kind);
    return parts == null
        ? List.of()
        : jdbc
            .sql(parts)
            .param("record", record)
            .query(
                (row, _) ->
                    new Part(
                        row.getObject("id", UUID.class),
                        row.getBigDecimal("amount"),
                        row.getObject("day", LocalDate.class),
                        row.getString("currency"),
                        row.getString("what"),
                        row.getString("origin").equals("LEDGER")))
            .list()
            .stream()
            .filter(it -> it.booked() || it.id() != null && takings.keeps(new PaymentId(it.id())))
            .map(Part::words)
            .toList();
  }
}
