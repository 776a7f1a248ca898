package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Parts of documents (payments, uses and refunds of credits) that a reading shows to be gone. It
 * comes with their document, and is noted as agreed for each of them: what was refused here because
 * it stood there is over, and nobody keeps what is gone.
 */
@Component
class RemovedThere {

  private static final Pair REMOVED = new Pair(Fields.REMOVED, Fields.REMOVED);

  private final Links links;
  private final Takings takings;
  private final Changes changes;
  private final JdbcClient jdbc;

  RemovedThere(Links links, Takings takings, Changes changes, JdbcClient jdbc) {
    this.changes = changes;
    this.takings = takings;
    this.links = links;
    this.jdbc = jdbc;
  }

  /**
   * Before the rows of the documents are held: whoever gives a removal up takes the links first,
   * too.
   *
   * @param records ours, of which no write is under way
   */
  void take(Kind kind, UUID tenant, Collection<UUID> records) {
    if (records.isEmpty()) {
      return;
    }
    List<LinkRow> gone =
        links.lockRecords(kind, tenant, records).values().stream()
            .filter(it -> !it.writing())
            .toList();
    links.save(
        kind,
        tenant,
        gone.stream()
            .map(it -> it.with(Map.of(Fields.STATUS, REMOVED)))
            .filter(it -> gone.stream().noneMatch(it::equals))
            .toList());
    endRefusals(kind, tenant, gone.stream().map(LinkRow::record).toList());
    if (kind == Kind.PAYMENT) {
      take(Kind.RECEIPT, tenant, receipts(tenant, gone));
    }
  }

  /** No reading shows a receipt: one that does not count here is gone with all its payments. */
  private List<UUID> receipts(UUID tenant, List<LinkRow> payments) {
    return takings
        .replacedOf(payments.stream().map(it -> new PaymentId(it.record())).toList())
        .stream()
        .filter(it -> isGone(tenant, it))
        .map(it -> it.id().value())
        .toList();
  }

  private boolean isGone(UUID tenant, ReceiptView receipt) {
    List<UUID> payments = receipt.bound().stream().map(it -> it.payment().id().value()).toList();
    Map<UUID, LinkRow> linked = links.ofRecords(Kind.PAYMENT, tenant, payments);
    return payments.stream()
        .map(linked::get)
        .allMatch(it -> it != null && REMOVED.equals(it.agreed().get(Fields.STATUS)));
  }

  /** Only what is held: nobody claims that at the same time. All else finds nothing to say. */
  void endRefusals(Kind kind, UUID tenant, Collection<UUID> records) {
    changes.announce(
        jdbc.sql(
                """
                delete from practice.pending_push
                 where kind = :kind and tenant = :tenant and record = any(:ids) and held is not null
                returning record""")
            .param("kind", kind.text())
            .param("tenant", tenant)
            .param("ids", records.toArray(UUID[]::new))
            .query((row, _) -> new RecordRef(kind.text(), row.getObject(1, UUID.class)))
            .list());
  }
}
