package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Credit notes that somebody made in the ledger, as the invoices they settle show them. */
@Repository
class LedgerCreditRepository {

  private final JdbcClient jdbc;

  LedgerCreditRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LedgerCreditView> of(InvoiceId invoice) {
    return jdbc.sql(
            """
            select ledger_id, number, credited_on, amount from practice.ledger_credit
             where practice_id = house.here() and invoice_id = :invoice
             order by credited_on nulls first, number""")
        .param("invoice", invoice.value())
        .query(
            (row, _) ->
                new LedgerCreditView(
                    row.getString("ledger_id"),
                    row.getString("number"),
                    row.getObject("credited_on", LocalDate.class),
                    row.getBigDecimal("amount")))
        .list();
  }

  /**
   * It turned out to be ours.
   *
   * @return the invoices that showed it
   */
  List<InvoiceId> forget(String ledgerId) {
    return jdbc.sql(
            """
            delete from practice.ledger_credit
             where practice_id = house.here() and ledger_id = :id
            returning invoice_id""")
        .param("id", ledgerId)
        .query((row, _) -> new InvoiceId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * As {@link #forget(String)}, of these invoices, whose rows the caller holds.
   *
   * @return how much of them it was shown to settle
   */
  Map<InvoiceId, BigDecimal> forget(String ledgerId, Collection<InvoiceId> invoices) {
    return jdbc
        .sql(
            """
            delete from practice.ledger_credit
             where practice_id = house.here() and ledger_id = :id and invoice_id = any(:invoices)
            returning invoice_id, amount""")
        .param("id", ledgerId)
        .param("invoices", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(
            (row, _) ->
                Map.entry(
                    new InvoiceId(row.getObject("invoice_id", UUID.class)),
                    row.getBigDecimal("amount")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, BigDecimal::add));
  }

  /** Of what an invoice told without saying of what it is, so much is known now. */
  void explain(InvoiceId invoice, BigDecimal known) {
    List<LedgerCreditView> all = of(invoice);
    if (known.signum() > 0 && all.stream().anyMatch(LedgerCreditView::isUnlisted)) {
      replace(
          invoice,
          all.stream()
              .map(it -> it.isUnlisted() ? it.less(known) : it)
              .filter(it -> it.amount().signum() > 0)
              .toList());
    }
  }

  void replace(InvoiceId invoice, Collection<LedgerCreditView> all) {
    jdbc.sql(
            """
            delete from practice.ledger_credit
             where practice_id = house.here() and invoice_id = :invoice""")
        .param("invoice", invoice.value())
        .update();
    for (LedgerCreditView it : all) {
      jdbc.sql(
              """
              insert into practice.ledger_credit (invoice_id, ledger_id, number, credited_on, amount)
              values (:invoice, :id, :number, :date, :amount)""")
          .param("invoice", invoice.value())
          .param("id", it.ledgerId())
          .param("number", it.number())
          .param("date", it.date(), Types.DATE)
          .param("amount", it.amount())
          .update();
    }
  }
}
