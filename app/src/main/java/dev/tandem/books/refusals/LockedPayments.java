package dev.tandem.books.refusals;

import dev.tandem.books.reference.ClosedBooks;
import dev.tandem.practice.billing.BookedPayments;
import dev.tandem.practice.billing.PaymentId;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payments that the ledger has on a day that is closed there. One that went with a day's takings
 * has the day on which they were banked.
 */
@Component
@Transactional(readOnly = true)
class LockedPayments implements BookedPayments {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** A receipt that is deleted there, or a payment that was, lies in no period any more. */
  private static final String THERE =
      """
      with there as (
        select m.payment_id, l.tenant, coalesce(r.banked_on, r.day) as day
          from practice.takings_member m
          join practice.takings_receipt r on r.practice_id = m.practice_id and r.id = m.receipt_id
          join practice.link l on l.kind = 'receipt' and l.record = r.id
         where m.payment_id = any(:ids) and l.agreed -> 'status' ->> 'theirs' = 'approved')
      select payment_id, tenant, day, true as banked from there
      union all
      select p.id, l.tenant, p.paid_on, false
        from practice.payment p
        join practice.link l on l.kind = 'payment' and l.record = p.id
       where p.id = any(:ids) and l.agreed -> 'status' ->> 'theirs' = 'approved'
         and not exists (select from there t where t.payment_id = p.id)""";

  private final JdbcClient jdbc;
  private final ClosedBooks closed;

  LockedPayments(JdbcClient jdbc, ClosedBooks closed) {
    this.jdbc = jdbc;
    this.closed = closed;
  }

  private record There(PaymentId payment, UUID tenant, LocalDate day, boolean banked) {}

  @Override
  public Map<PaymentId, String> staying(Collection<PaymentId> payments) {
    var staying = new HashMap<PaymentId, String>();
    var known = new HashMap<UUID, Optional<LocalDate>>();
    for (There it : there(payments)) {
      known
          .computeIfAbsent(it.tenant(), closed::until)
          .filter(until -> !it.day().isAfter(until))
          .ifPresent(until -> staying.put(it.payment(), words(it, until)));
    }
    return staying;
  }

  private List<There> there(Collection<PaymentId> payments) {
    return payments.isEmpty()
        ? List.of()
        : jdbc.sql(THERE)
            .param("ids", payments.stream().map(PaymentId::value).toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new There(
                        new PaymentId(row.getObject("payment_id", UUID.class)),
                        row.getObject("tenant", UUID.class),
                        row.getObject("day", LocalDate.class),
                        row.getBoolean("banked")))
            .list();
  }

  private static String words(There it, LocalDate until) {
    return "Xero has this payment %s %s, and its books are closed up to %s: it stays, there and here. Credit the invoice instead: what is too much goes back to the client on an open day."
        .formatted(
            it.banked() ? "in the takings of" : "on", DAY.format(it.day()), DAY.format(until));
  }
}
