package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Mirror;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Leaves out, for this once, what a reading is just being taken in of: no call is prepared on half
 * of it. What a payment, an allocation, a refund or a receipt may do is said by the readings of
 * that to which it belongs. Nobody is waited for.
 */
@Component
class NotBeingRead {

  private static final List<Kind> WHOLES = List.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.ADVANCE);

  private final Mirror mirror;
  private final PendingPushes pending;
  private final JdbcClient jdbc;

  NotBeingRead(Mirror mirror, PendingPushes pending, JdbcClient jdbc) {
    this.mirror = mirror;
    this.pending = pending;
    this.jdbc = jdbc;
  }

  /** Of these locked rows; no reading of them is taken in before the end of the transaction. */
  List<PendingPush> of(Kind kind, UUID tenant, List<PendingPush> ready) {
    List<PendingPush> rows =
        ready.isEmpty()
            ? ready
            : without(mirror.holdForWriting(kind, tenant, records(ready)), ready);
    return kind.onlyMadeAndRemoved() && !rows.isEmpty() ? ofWholes(kind, tenant, rows) : rows;
  }

  private List<PendingPush> ofWholes(Kind kind, UUID tenant, List<PendingPush> rows) {
    Map<UUID, Set<UUID>> documents = documents(kind, tenant, rows);
    List<UUID> all = documents.values().stream().flatMap(Set::stream).distinct().toList();
    var read = new HashSet<UUID>();
    WHOLES.forEach(it -> read.addAll(mirror.holdForWriting(it, tenant, all)));
    List<PendingPush> free =
        rows.stream()
            .filter(
                it ->
                    documents.getOrDefault(it.record(), Set.of()).stream()
                        .noneMatch(read::contains))
            .toList();
    // What a reading said of them before they were ours may have stopped them.
    Set<UUID> still = pending.stillReady(kind, tenant, records(free));
    return free.stream().filter(it -> still.contains(it.record())).toList();
  }

  private Map<UUID, Set<UUID>> documents(Kind kind, UUID tenant, List<PendingPush> rows) {
    var documents = new HashMap<UUID, Set<UUID>>();
    rows.forEach(it -> documents.put(it.record(), new HashSet<>(Set.of(it.document()))));
    jdbc.sql(
            """
            select record, document from practice.push_beside
             where kind = :kind and tenant = :tenant and record = any(:records)""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", records(rows).toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    documents
                        .computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>())
                        .add(row.getObject(2, UUID.class)));
    return documents;
  }

  private static List<PendingPush> without(Collection<UUID> busy, List<PendingPush> rows) {
    return rows.stream().filter(it -> !busy.contains(it.record())).toList();
  }

  private static List<UUID> records(List<PendingPush> rows) {
    return rows.stream().map(PendingPush::record).toList();
  }
}
