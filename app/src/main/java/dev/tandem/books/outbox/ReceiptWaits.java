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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says what a day's takings wait for: the close of the day, or an invoice that Xero refused. */
@Component
@Transactional(readOnly = true)
class ReceiptWaits {

  private final JdbcClient jdbc;
  private final Billing billing;
  private final Takings takings;

  ReceiptWaits(JdbcClient jdbc, Billing billing, Takings takings) {
    this.jdbc = jdbc;
    this.billing = billing;
    this.takings = takings;
  }

  /** Why these receipts do not simply go, in whole sentences; those that do are missing. */
  Map<UUID, Deposits.Wait> ofReceipts(Collection<UUID> receipts) {
    var held = new HashMap<UUID, UUID>();
    if (!receipts.isEmpty()) {
      jdbc.sql(
              """
              select distinct on (b.record) b.record, b.document from practice.push_beside b
                join practice.pending_push i
                  on i.kind = 'invoice' and i.record = b.document and i.held is not null
               where b.kind = 'receipt' and b.record = any(:receipts)
               order by b.record, i.held_at""")
          .param("receipts", receipts.toArray(UUID[]::new))
          .query(
              row -> {
                held.put(
                    row.getObject("record", UUID.class), row.getObject("document", UUID.class));
              });
    }
    Map<UUID, String> numbers =
        billing.byIds(held.values().stream().distinct().map(InvoiceId::new).toList()).stream()
            .collect(Collectors.toMap(it -> it.id().value(), ReceiptWaits::number));
    var reasons = new HashMap<UUID, Deposits.Wait>();
    held.forEach(
        (receipt, invoice) ->
            reasons.put(
                receipt,
                new Deposits.Wait(
                    "Waits for %s, which needs somebody first. Put that right, or close without it."
                        .formatted(numbers.getOrDefault(invoice, "an invoice")),
                    new InvoiceId(invoice))));
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
