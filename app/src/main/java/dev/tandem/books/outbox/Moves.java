package dev.tandem.books.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what waits from one organisation to another. Only what is surely in neither: nothing that
 * is linked or under way. Rows are locked first and judged by a later statement, so that a call
 * that is just being prepared is seen.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Moves {

  /** Row p's document is in no organisation; of a client, not in the one it waits for. */
  private static final String UNLINKED =
      """
      not exists (select from practice.link l
                   where l.record = p.document
                     and (l.kind in ('invoice', 'advance') or l.kind = 'client' and l.tenant = p.tenant))""";

  /** Row p waits for another organisation than the one that its document is in. */
  private static final String ASTRAY =
      """
      p.kind not in ('client', 'receipt', 'invoice', 'advance') and p.asked_since is null
      and l.kind in ('invoice', 'advance') and l.record = p.document and l.tenant <> p.tenant
      and not exists (select from practice.push_item i
                       where i.open and i.document = p.document and i.tenant = p.tenant)""";

  /** Nor on its way there, nor perhaps there without our knowing. */
  private static final String FREE =
      UNLINKED
          + """

      and not exists (select from practice.push_item i
                       where i.open and i.document = p.document and i.tenant = p.tenant)
      and not exists (select from practice.pending_push a
                       where a.asked_since is not null and a.document = p.document
                         and a.tenant = p.tenant)""";

  /** Row p is of a client, waits for no living organisation and is in none. */
  private static final String OUTSIDE =
      "p.kind = 'client' and not p.tenant = any(:living) and " + FREE;

  /** The client of row p is in an organisation, or has a row that counts. */
  private static final String SPOKEN_FOR =
      """
      (exists (select from practice.link l where l.kind = 'client' and l.record = p.record)
       or exists (select from practice.pending_push o
                   where o.kind = 'client' and o.record = p.record
                     and (o.tenant = any(:living) or (o.tenant = :main and p.tenant <> :main))))""";

  private final JdbcClient jdbc;
  private final Clock clock;

  Moves(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void lockAll() {
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.pending_push order by kind, record, tenant for update) held""")
        .query(Integer.class)
        .single();
  }

  /** Invoices (also those of what waits of them) and advances that wait for none of these. */
  List<UUID> documentsOutside(Collection<UUID> living) {
    return jdbc.sql(
            "select distinct p.document from practice.pending_push p where p.kind not in ('client', 'receipt')"
                + " and not p.tenant = any(:living) and "
                + FREE)
        .param("living", living.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  /** The same that wait for whatever organisation, or are under way. */
  List<UUID> documents() {
    return jdbc.sql(
            "select distinct p.document from practice.pending_push p where p.kind not in ('client', 'receipt') and "
                + UNLINKED)
        .query(UUID.class)
        .list();
  }

  /** An invoice that waits for another organisation than before. */
  record Moved(UUID invoice, UUID from, UUID to) {}

  /**
   * A document that waits follows its invoice to another location, unless it is somewhere already;
   * the caller has locked the invoice's row.
   *
   * @return the organisation that it is for now
   */
  UUID follow(UUID document, UUID tenant) {
    move(Map.of(document, tenant));
    return jdbc.sql(
            "select tenant from practice.pending_push where kind = 'invoice' and record = :document")
        .param("document", document)
        .query(UUID.class)
        .single();
  }

  /**
   * Each document, whole, to its organisation; what is under way is to follow when it did not get
   * there. Receipts are of many documents and follow them on their own.
   *
   * @return the invoices that wait for another one now
   */
  List<Moved> move(Map<UUID, UUID> tenants) {
    // One statement: a call that ends between two would be judged in two ways.
    List<Moved> moved =
        ask(
                """
                with moving as (
                  select p.kind, p.record, p.tenant as was, d.tenant
                    from practice.pending_push p
                    join unnest(:documents, :tenants) as d (document, tenant) on d.document = p.document
                   where p.kind not in ('client', 'receipt') and p.tenant <> d.tenant and\s"""
                    + FREE
                    + """
                  ),
                done as (
                  update practice.pending_push p
                     set tenant = m.tenant, held = null, held_at = null, not_before = null, attempts = 0
                    from moving m
                   where p.kind = m.kind and p.record = m.record and p.tenant = m.was)
                select record, was, tenant from moving where kind = 'invoice' order by record""",
                tenants)
            .query(
                (row, _) ->
                    new Moved(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class)))
            .list();
    wish(tenants);
    return moved;
  }

  /**
   * What is for another organisation now follows in a turn to come, unless it gets there before:
   * what is under way, and what nobody holds here.
   */
  void wish(Map<UUID, UUID> tenants) {
    ask(
            """
            update practice.pending_push p
               set wish = case when p.tenant <> d.tenant then d.tenant end
              from unnest(:documents, :tenants) as d (document, tenant)
             where p.kind in ('invoice', 'advance') and p.record = d.document
               and (p.tenant <> d.tenant or p.wish is not null)
               and\s"""
                + UNLINKED,
            tenants)
        .update();
  }

  private JdbcClient.StatementSpec ask(String question, Map<UUID, UUID> tenants) {
    List<Map.Entry<UUID, UUID>> all = List.copyOf(tenants.entrySet());
    return jdbc.sql(question)
        .param("documents", all.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
        .param("tenants", all.stream().map(Map.Entry::getValue).toArray(UUID[]::new));
  }

  /** Documents of which something waits for another organisation than the one they are in. */
  List<UUID> astray() {
    return jdbc.sql(
            "select distinct p.document from practice.pending_push p, practice.link l where "
                + ASTRAY)
        .query(UUID.class)
        .list();
  }

  /**
   * What belongs to these waits for the organisation that they are in. What an invoice is, the
   * caller holds; nobody changes where a linked advance is.
   */
  void gather(Collection<UUID> documents) {
    jdbc.sql(
            """
            update practice.pending_push p
               set tenant = l.tenant, held = null, held_at = null, not_before = null, attempts = 0
              from practice.link l
             where p.document = any(:documents) and\s"""
                + ASTRAY)
        .param("documents", documents.toArray(UUID[]::new))
        .update();
  }

  /** Whether an invoice or advance that is to follow is not under way any more. */
  boolean anyWish() {
    return jdbc.sql(
            """
            select exists (select from practice.pending_push p
                            where p.wish is not null and p.asked_since is null
                              and not exists (select from practice.push_item i
                                               where i.open and i.document = p.document
                                                 and i.tenant = p.tenant))""")
        .query(Boolean.class)
        .single();
  }

  /** What is to follow, to be held before what waits of it. */
  List<UUID> wishing() {
    return jdbc.sql("select record from practice.pending_push where wish is not null")
        .query(UUID.class)
        .list();
  }

  /**
   * Invoices and advances that were to follow and can, with their places; what got there after all
   * stays.
   */
  Map<UUID, UUID> wishes() {
    jdbc.sql(
            "update practice.pending_push p set wish = null where p.wish is not null and not ("
                + UNLINKED
                + ")")
        .update();
    return jdbc
        .sql(
            "select record, wish from practice.pending_push where wish is not null order by record for update")
        .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether {@link #moveClients} would do anything. */
  boolean anyClientToMove(Collection<UUID> living, UUID main) {
    return jdbc.sql(
            "select exists (select from practice.pending_push p where "
                + OUTSIDE
                + " and (p.tenant <> :main or "
                + SPOKEN_FOR
                + "))")
        .param("living", living.toArray(UUID[]::new))
        .param("main", main)
        .query(Boolean.class)
        .single();
  }

  /**
   * Clients that wait for none of the living organisations: those that are nowhere go to the main
   * one; of the others a row elsewhere speaks already.
   */
  void moveClients(Collection<UUID> living, UUID main) {
    change(
        "delete from practice.pending_push p where " + OUTSIDE + " and " + SPOKEN_FOR,
        living,
        main);
    // Left over of several organisations that ended one after the other: one of them goes on.
    change(
        """
        delete from practice.pending_push p
         using (select p.record, p.tenant,
                       row_number() over (partition by p.record order by p.tenant <> :main, p.tenant) as nth
                  from practice.pending_push p where\s"""
            + OUTSIDE
            + ") again where p.kind = 'client' and again.nth > 1"
            + " and p.record = again.record and p.tenant = again.tenant",
        living,
        main);
    // No update: somebody may be queueing the same client for the main one just now.
    change(
        """
        with moved as (
          delete from practice.pending_push p where p.tenant <> :main and\s"""
            + OUTSIDE
            + """
         returning p.*)
        insert into practice.pending_push
          (kind, record, document, needs_kind, needs_record, tenant, revision, queued_at, urgent, at_most,
           caused_by)
        select kind, record, document, needs_kind, needs_record, :main, revision, queued_at, urgent, at_most,
               caused_by
          from moved order by record
        on conflict do nothing""",
        living,
        main);
  }

  private void change(String statement, Collection<UUID> living, UUID main) {
    jdbc.sql(statement).param("living", living.toArray(UUID[]::new)).param("main", main).update();
  }

  /** An invoice or advance that waits needs its client in the same organisation. */
  void queueClientsOfInvoices(Collection<UUID> living) {
    jdbc.sql(
            """
            insert into practice.pending_push (kind, record, document, tenant, revision, queued_at)
            select distinct 'client', p.needs_record, p.needs_record, p.tenant, 1, :now::timestamptz
              from practice.pending_push p
             where p.kind in ('invoice', 'advance') and p.tenant = any(:living)
               and not exists (select from practice.link l
                                where l.kind = 'client' and l.record = p.needs_record
                                  and l.tenant = p.tenant)
             order by p.needs_record
            on conflict do nothing""")
        .param("now", Timestamp.from(clock.instant()))
        .param("living", living.toArray(UUID[]::new))
        .update();
  }
}
