package dev.tandem.books.outbox;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.takings.Deposits;
import dev.tandem.practice.takings.Takings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says what a day's takings wait for: the close of the day, an invoice that Xero refused, or other
 * takings that it did not delete.
 */
@Component
@Transactional(readOnly = true)
class ReceiptWaits {

  private final JdbcClient jdbc;
  private final Billing billing;
  private final Takings takings;
  private final UndeletedReceipts undeleted;

  ReceiptWaits(JdbcClient jdbc, Billing billing, Takings takings, UndeletedReceipts undeleted) {
    this.undeleted = undeleted;
    this.jdbc = jdbc;
    this.billing = billing;
    this.takings = takings;
  }

  /** An invoice that keeps a receipt from going, and what a person has to know of it. */
  private record Obstacle(UUID invoice, String why) {}

  /** Those that wait for an invoice which does not go on by itself, one invoice for each. */
  private static final String OBSTACLES =
      """
      select distinct on (w.record) w.record, w.document, w.why
        from (select b.record, b.document, coalesce(i.held_at, l.linked_at) as since,
                     case when coalesce(l.tenant, i.tenant) <> b.tenant then 'elsewhere'
                          when o.record is not null then 'left out'
                          when i.held is not null or c.held is not null or t.record is not null then 'refused'
                          when l.held is not null then 'differs'
                          when l.record is null and i.record is null then 'nowhere' end as why
                from practice.push_beside b
                left join practice.link l on l.kind = 'invoice' and l.record = b.document
                left join practice.pending_push i on i.kind = 'invoice' and i.record = b.document
                left join practice.pending_push c
                       on c.kind = 'client' and c.record = i.needs_record and c.tenant = i.tenant and l.record is null
                left join practice.left_out o
                       on o.kind = 'invoice' and o.record = b.document and l.record is null
                left join lateral (
                  select r.record from practice.pending_push r
                   where r.document = b.document and r.kind in ('payment', 'allocation') and r.held is not null
                     and exists (select from practice.link x where x.kind = r.kind and x.record = r.record)
                   limit 1) t on true
               where b.kind = 'receipt' and b.record = any(:receipts)
                 and not exists (select from practice.link r where r.kind = b.kind and r.record = b.record)) w
       where w.why is not null
       order by w.record, w.since nulls last, w.document""";

  private static final Map<String, String> WORDS =
      Map.of(
          "elsewhere",
          "%s went to the books of another organisation than the rest. Close without it, and it goes by itself.",
          "left out",
          "Waits for %s, which somebody left out of Xero. Take it back, or close without it.",
          "refused",
          "Waits for %s, which needs somebody first. Put that right, or close without it.",
          "differs",
          "Waits for %s, which does not come to the same in Xero. Put that right, or close without it.",
          "nowhere",
          "Waits for %s, which is not on its way to Xero. Look at it, or close without it.");

  /** Why these receipts do not simply go, in whole sentences; those that do are missing. */
  Map<UUID, Deposits.Wait> ofReceipts(Collection<UUID> receipts) {
    var found = new HashMap<UUID, Obstacle>();
    if (!receipts.isEmpty()) {
      jdbc.sql(OBSTACLES)
          .param("receipts", receipts.toArray(UUID[]::new))
          .query(
              row -> {
                found.put(
                    row.getObject("record", UUID.class),
                    new Obstacle(row.getObject("document", UUID.class), row.getString("why")));
              });
    }
    Map<UUID, String> numbers =
        billing
            .byIds(
                found.values().stream().map(it -> new InvoiceId(it.invoice())).distinct().toList())
            .stream()
            .collect(Collectors.toMap(it -> it.id().value(), ReceiptWaits::number));
    var reasons = new HashMap<UUID, Deposits.Wait>();
    found.forEach(
        (receipt, it) ->
            reasons.put(
                receipt,
                new Deposits.Wait(
                    Objects.requireNonNull(WORDS.get(it.why()))
                        .formatted(numbers.getOrDefault(it.invoice(), "an invoice")),
                    new InvoiceId(it.invoice()),
                    null)));
    // What was not deleted is in the way of all else, so it is told rather than an invoice of it.
    reasons.putAll(undeleted.of(receipts));
    return reasons;
  }

  private static String number(InvoiceView it) {
    return it.number() == null ? "a draft" : it.number();
  }

  /** Those of these payments that are not in Xero because they go with their day's takings. */
  Map<UUID, String> ofPayments(Collection<UUID> payments) {
    if (payments.isEmpty()) {
      return Map.of();
    }
    var ids = payments.stream().map(PaymentId::new).toList();
    var reasons = new HashMap<UUID, String>();
    Set<PaymentId> waiting = takings.waiting(ids);
    waiting.forEach(it -> reasons.put(it.value(), "Waits for the close of its day."));
    takings
        .receiptsOf(ids)
        .keySet()
        .forEach(it -> reasons.put(it.value(), "Goes with its day's takings."));
    return reasons;
  }
}
