package dev.tandem.books.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where invoices are, or wait to go. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Whereabouts {

  private final JdbcClient jdbc;

  Whereabouts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** For which organisation an invoice waits; empty if it does not wait. */
  Optional<UUID> waitsFor(UUID invoice) {
    return Optional.ofNullable(waitsFor(List.of(invoice)).get(invoice));
  }

  /** The same of many: those that wait, with their organisations. */
  Map<UUID, UUID> waitsFor(Collection<UUID> invoices) {
    return jdbc
        .sql(
            """
            select record, tenant from practice.pending_push
             where kind = 'invoice' and record = any(:invoices)""")
        .param("invoices", invoices.toArray(UUID[]::new))
        .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** In whose books an invoice is; empty if it is in none. */
  Optional<UUID> linkedIn(UUID invoice) {
    return jdbc.sql("select tenant from practice.link where kind = 'invoice' and record = :invoice")
        .param("invoice", invoice)
        .query(UUID.class)
        .optional();
  }

  /**
   * Nothing that waits of this document leaves before the transaction ends: a claim passes over
   * rows that are locked, and one that came first is awaited here.
   */
  void lock(UUID document) {
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.pending_push
               where document = :document and kind not in ('client', 'receipt')
               order by kind, record, tenant for update) held""")
        .param("document", document)
        .query(Integer.class)
        .single();
  }

  /** Whether an invoice is surely in no books: neither linked nor under way. */
  boolean isNowhere(UUID invoice) {
    return !nowhere(List.of(invoice)).isEmpty();
  }

  /** Those of many that surely are in no books. */
  Set<UUID> nowhere(Collection<UUID> invoices) {
    return Set.copyOf(
        jdbc.sql(
                """
                select v.id from unnest(:invoices) as v (id)
                 where not exists (select from practice.link l
                                    where l.kind = 'invoice' and l.record = v.id)
                   and not exists (select from practice.push_item i
                                    where i.open and i.document = v.id)
                   and not exists (select from practice.pending_push a
                                    where a.asked_since is not null and a.document = v.id)""")
            .param("invoices", invoices.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }
}
