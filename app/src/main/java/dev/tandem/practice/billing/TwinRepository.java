package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments on other invoices, and what was answered about any. Within a transaction. */
@Repository
class TwinRepository {

  private final JdbcClient jdbc;
  private final Clock clock;

  TwinRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What is known of just this amount on the payer's invoices, also on one that it paid in full.
   *
   * @param but on any other than this one; null for any at all
   * @param here besides what the ledger told, what was taken here by these means; null for none
   */
  List<PaymentTwin> elsewhere(
      ClientId payer,
      String currency,
      @Nullable InvoiceId but,
      BigDecimal amount,
      LocalDate from,
      LocalDate until,
      DoubleCounting.@Nullable Means here) {
    return jdbc.sql(
            """
            select p.id, p.paid_on, p.amount, p.reference, p.taken_at, p.origin, i.number, i.currency
              from practice.invoice i
              join practice.payment p on p.practice_id = i.practice_id and p.invoice_id = i.id
             where i.practice_id = house.here() and i.id is distinct from :but and i.status in ('APPROVED', 'PAID')
               and i.currency = :currency
               and (i.client_id = :payer and i.payer_id is null or i.payer_id = :payer)
               and not p.deleted and p.amount = :amount
               and (p.origin = 'LEDGER'
                    or p.method = :method
                       and (p.reference = '' or :reference = '' or lower(p.reference) = lower(:reference)))
               and p.paid_on between :from and :until
             order by p.paid_on, p.id""")
        .param("but", but == null ? null : but.value(), Types.OTHER)
        .param("currency", currency)
        .param("payer", payer.value())
        .param("amount", amount)
        .param("method", here == null ? null : here.method().name(), Types.VARCHAR)
        .param("reference", here == null ? "" : here.reference())
        .param("from", from)
        .param("until", until)
        .query(
            (row, _) ->
                new PaymentTwin(
                    "payment:" + Column.id(row, "id"),
                    PaymentTwin.Place.OTHER_INVOICE,
                    Column.date(row, "paid_on"),
                    row.getBigDecimal("amount"),
                    row.getString("currency"),
                    row.getString("reference"),
                    row.getString("number"),
                    row.getString("origin").equals("LEDGER"),
                    Column.instant(row, "taken_at"),
                    null,
                    Likeness.equal()))
        .list();
  }

  void answer(PaymentId payment, Collection<String> twins, boolean same) {
    jdbc.sql(
            """
            insert into practice.twin_answer (payment_id, twin, same, answered_at)
            select :payment, twin, :same, :now from unnest(:twins) as t (twin)
            on conflict (practice_id, payment_id, twin) do update
               set same = excluded.same, answered_at = excluded.answered_at""")
        .param("payment", payment.value())
        .param("twins", twins.toArray(String[]::new))
        .param("same", same)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The payment and the twin of each answer, as {@link #pair} names it. */
  Set<String> answered(Collection<PaymentId> payments) {
    return jdbc
        .sql(
            """
            select payment_id, twin from practice.twin_answer
             where practice_id = house.here() and payment_id = any(:payments)""")
        .param("payments", payments.stream().map(PaymentId::value).toArray(UUID[]::new))
        .query((row, _) -> Column.id(row, "payment_id") + " " + row.getString("twin"))
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  static String pair(PaymentId payment, PaymentTwin twin) {
    return payment.value() + " " + twin.key();
  }
}
