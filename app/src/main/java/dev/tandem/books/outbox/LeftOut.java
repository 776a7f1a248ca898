package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Documents and money that a person keeps out of the ledger on purpose, with the reason: nothing of
 * them is queued any more, and each can be taken back. Only what the ledger surely never had.
 */
@Component
@Transactional
public class LeftOut {

  private static final String SELECT =
      "select kind, record, tenant, reason, decided_at, decided_by, with_invoice from practice.left_out";

  /** Those whose documents consist of what belongs to them. */
  private static final Set<String> WHOLE = Set.of(Kind.INVOICE.text(), Kind.ADVANCE.text());

  private final JdbcClient jdbc;
  private final Changes changes;
  private final Clock clock;

  LeftOut(JdbcClient jdbc, Changes changes, Clock clock) {
    this.jdbc = jdbc;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * A decision.
   *
   * @param tenant the organisation it would have gone to
   * @param by who decided, by name
   * @param withInvoice it stays out because its invoice does, and comes back with that
   */
  public record Decision(
      RecordRef record, UUID tenant, String reason, Instant at, String by, boolean withInvoice) {}

  /**
   * With all that belongs to it: payments of an invoice stay out, too, and what it uses of a
   * credit, wherever that is of; of a credit what is used and given back.
   *
   * @throws Refused if the ledger has it, or may have it
   */
  public void leave(RecordRef record, String reason) {
    UUID document = lock(record);
    boolean gone =
        jdbc.sql(
                    """
                with taken as (
                  delete from practice.pending_push p
                   where (p.record = :record or :whole and p.document = :document
                          or p.needs_record = :record and p.kind in ('allocation', 'refund')
                          or p.kind = 'allocation'
                             and exists (select from practice.push_beside b
                                          where b.kind = p.kind and b.record = p.record
                                            and b.document = :record))
                     and p.kind <> 'client' and p.asked_since is null
                     and not exists (select from practice.link l
                                      where l.kind = p.kind and l.record = p.record)
                     and not exists (select from practice.push_item i
                                      where i.open and i.document in (p.document, :document))
                  returning p.kind, p.record, p.document, p.tenant)
                insert into practice.left_out
                  (kind, record, document, tenant, reason, decided_at, decided_by, with_invoice)
                select kind, record, document, tenant, :reason, :now, :by, record <> :record
                  from taken
                on conflict do nothing""")
                .param("document", document)
                .param("whole", WHOLE.contains(record.kind()))
                .param("record", record.id())
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", SignedIn.current().map(SignedIn::getName).orElse("Tandem"))
                .update()
            > 0;
    if (!gone || !has(record)) {
      throw new Refused(
          "Only what waits and was never in Xero can be left out. Look at it again in a minute.");
    }
    changes.announce(record);
  }

  /** The rows of its document, in the order in which everybody locks them. */
  private UUID lock(RecordRef record) {
    UUID document =
        jdbc.sql(
                "select document from practice.pending_push where kind = :kind and record = :record limit 1")
            .param("kind", record.kind())
            .param("record", record.id())
            .query(UUID.class)
            .optional()
            .orElseThrow(() -> new Refused("It does not wait for Xero any more."));
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.pending_push
               where (document = :document or needs_record = :record
                      or record in (select record from practice.push_beside where document = :record))
                 and kind <> 'client'
               order by kind, record, tenant for update) held""")
        .param("document", document)
        .param("record", record.id())
        .query(Integer.class)
        .single();
    return document;
  }

  /**
   * It may go again; whoever calls queues it. What stayed out only because it did comes back with
   * it.
   *
   * @return what may go, each after what it needs
   * @throws Refused if its invoice or its credit stays out
   */
  public List<RecordRef> takeBack(RecordRef record) {
    if (!record.kind().equals(Kind.INVOICE.text()) && invoiceStaysOut(record)) {
      throw new Refused("Its invoice is left out as well: send that after all first.");
    }
    if (creditStaysOut(record)) {
      throw new Refused("The credit it is of is left out as well: send that after all first.");
    }
    List<RecordRef> back =
        jdbc
            .sql(
                """
                delete from practice.left_out
                 where kind = :kind and record = :record
                    or with_invoice and (:kind in ('invoice', 'advance') and document = :record
                                         or record in (select id from practice.allocation
                                                        where :record in (invoice_id, credit_note_id, advance_id)
                                                       union
                                                       select id from practice.refund
                                                        where :record in (credit_note_id, advance_id)))
                returning kind, record""")
            .param("kind", record.kind())
            .param("record", record.id())
            .query(
                (row, _) ->
                    new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)))
            .list()
            .stream()
            .sorted(java.util.Comparator.comparing(it -> Kind.of(it.kind())))
            .toList();
    changes.announce(back);
    return back;
  }

  /** The ledger has it after all: there is nothing to send. */
  void isThere(RecordRef record) {
    int gone =
        jdbc.sql("delete from practice.left_out where kind = :kind and record = :record")
            .param("kind", record.kind())
            .param("record", record.id())
            .update();
    if (gone > 0) {
      changes.announce(record);
    }
  }

  private boolean invoiceStaysOut(RecordRef part) {
    return jdbc.sql(
            """
            select exists (select from practice.left_out l
                             left join practice.allocation a on l.kind = 'allocation' and a.id = l.record
                             join practice.left_out i
                               on i.kind = 'invoice' and i.record in (l.document, a.invoice_id)
                            where l.kind = :kind and l.record = :record)""")
        .param("kind", part.kind())
        .param("record", part.id())
        .query(Boolean.class)
        .single();
  }

  private boolean creditStaysOut(RecordRef part) {
    return jdbc.sql(
            """
            select exists (
              select from practice.left_out o
                join (select id, credit_note_id, advance_id from practice.allocation
                      union all
                      select id, credit_note_id, advance_id from practice.refund) u
                  on o.record in (u.credit_note_id, u.advance_id)
               where u.id = :record and :kind in ('allocation', 'refund'))""")
        .param("kind", part.kind())
        .param("record", part.id())
        .query(Boolean.class)
        .single();
  }

  @Transactional(readOnly = true)
  public Optional<Decision> of(RecordRef record) {
    return jdbc.sql(SELECT + " where kind = :kind and record = :record")
        .param("kind", record.kind())
        .param("record", record.id())
        .query(LeftOut::decision)
        .optional();
  }

  boolean has(RecordRef record) {
    return of(record).isPresent();
  }

  /** Whether this payment, or its invoice, stays out. */
  boolean has(RecordRef payment, UUID invoice) {
    return has(payment) || has(new RecordRef(Kind.INVOICE.text(), invoice));
  }

  /** Those of these invoices that stay out. */
  @Transactional(readOnly = true)
  public List<UUID> invoices(Collection<UUID> among) {
    return jdbc.sql(
            "select record from practice.left_out where kind = 'invoice' and record = any(:among)")
        .param("among", among.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  /** The latest first. */
  @Transactional(readOnly = true)
  public List<Decision> latest(int most) {
    return jdbc.sql(SELECT + " order by decided_at desc, record limit :most")
        .param("most", most)
        .query(LeftOut::decision)
        .list();
  }

  /** How many there are. */
  @Transactional(readOnly = true)
  public int count() {
    return jdbc.sql("select count(*) from practice.left_out").query(Integer.class).single();
  }

  private static Decision decision(ResultSet row, int number) throws SQLException {
    return new Decision(
        new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
        Objects.requireNonNull(row.getObject("tenant", UUID.class)),
        row.getString("reason"),
        row.getTimestamp("decided_at").toInstant(),
        row.getString("decided_by"),
        row.getBoolean("with_invoice"));
  }

  /** All of them. */
  @Transactional(readOnly = true)
  public List<RecordRef> records() {
    return jdbc.sql("select kind, record from practice.left_out")
        .query((row, _) -> new RecordRef(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }
}
