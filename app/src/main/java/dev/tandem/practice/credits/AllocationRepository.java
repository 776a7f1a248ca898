package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What credit notes and advances settle. */
@Repository
class AllocationRepository {

  private static final String SELECT =
      """
      select id, credit_note_id, advance_id, invoice_id, allocated_on, amount, origin, ledger_id, removed, made_at
        from practice.allocation where practice_id = house.here()
      """;

  private final JdbcClient jdbc;

  AllocationRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(AllocationView it) {
    write(
        it,
        """
        insert into practice.allocation
          (id, credit_note_id, advance_id, invoice_id, allocated_on, amount, origin, ledger_id, removed,
           made_at)
        values (:id, :note, :advance, :invoice, :date, :amount, :origin, :ledgerId, :removed, :madeAt)
        """);
  }

  void store(AllocationView it) {
    write(
        it,
        """
        update practice.allocation
           set invoice_id = :invoice, amount = :amount, ledger_id = :ledgerId, removed = :removed
         where practice_id = house.here() and id = :id
        """);
  }

  /** One that was taken for somebody's in the ledger is ours. */
  void forgetTheirs(CreditSource of, String ledgerId) {
    jdbc.sql(
            """
            delete from practice.allocation
             where practice_id = house.here() and ledger_id = :ledgerId and origin = 'LEDGER'
               and coalesce(credit_note_id, advance_id) = :of""")
        .param("ledgerId", ledgerId)
        .param("of", of.value())
        .update();
  }

  private void write(AllocationView it, String sql) {
    jdbc.sql(sql)
        .param("id", it.id().value())
        .param("note", it.of() instanceof CreditNoteId note ? note.value() : null, Types.OTHER)
        .param(
            "advance", it.of() instanceof AdvanceId advance ? advance.value() : null, Types.OTHER)
        .param("invoice", it.invoice() == null ? null : it.invoice().value(), Types.OTHER)
        .param("date", it.date())
        .param("amount", it.amount())
        .param("origin", it.fromLedger() ? "LEDGER" : "TANDEM")
        .param("ledgerId", it.ledgerId(), Types.VARCHAR)
        .param("removed", it.removed())
        .param("madeAt", it.madeAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Oldest first, removed ones included. */
  List<AllocationView> of(Collection<CreditNoteId> notes) {
    return jdbc.sql(SELECT + " and credit_note_id = any(:ids) order by allocated_on, made_at, id")
        .param("ids", notes.stream().map(CreditNoteId::value).toArray(UUID[]::new))
        .query(AllocationRepository::row)
        .list();
  }

  /** Of advances, oldest first, removed ones included. */
  List<AllocationView> ofAdvances(Collection<AdvanceId> advances) {
    return jdbc.sql(SELECT + " and advance_id = any(:ids) order by allocated_on, made_at, id")
        .param("ids", advances.stream().map(AdvanceId::value).toArray(UUID[]::new))
        .query(AllocationRepository::row)
        .list();
  }

  /** The advances that settle something of it. */
  List<AdvanceId> advancesSettling(InvoiceId invoice) {
    return jdbc.sql(
            """
            select distinct advance_id from practice.allocation
             where practice_id = house.here() and invoice_id = :invoice and advance_id is not null""")
        .param("invoice", invoice.value())
        .query((row, _) -> new AdvanceId(row.getObject(1, UUID.class)))
        .list();
  }

  List<AllocationView> byIds(Collection<AllocationId> ids) {
    return jdbc.sql(SELECT + " and id = any(:ids)")
        .param("ids", ids.stream().map(AllocationId::value).toArray(UUID[]::new))
        .query(AllocationRepository::row)
        .list();
  }

  /** The credit notes that settle something of it. */
  List<CreditNoteId> notesSettling(InvoiceId invoice) {
    return jdbc.sql(
            """
            select distinct credit_note_id from practice.allocation
             where practice_id = house.here() and invoice_id = :invoice and credit_note_id is not null""")
        .param("invoice", invoice.value())
        .query((row, _) -> new CreditNoteId(row.getObject(1, UUID.class)))
        .list();
  }

  /** How much of the invoice credit notes settle that were written over there. */
  BigDecimal writtenThere(InvoiceId invoice) {
    return jdbc.sql(
            """
            select coalesce(sum(a.amount), 0.00) from practice.allocation a
              join practice.advance d on d.practice_id = a.practice_id and d.id = a.advance_id
             where a.practice_id = house.here() and a.invoice_id = :invoice
               and d.sort = 'CREDIT' and not a.removed and not d.removed""")
        .param("invoice", invoice.value())
        .query(BigDecimal.class)
        .single();
  }

  /**
   * How much of the invoice this credit settles here, known over there or not yet; also what was
   * taken off here and may still stand over there.
   */
  BigDecimal standing(InvoiceId invoice, String credit) {
    return jdbc.sql(
            """
            select coalesce(sum(a.amount), 0.00) from practice.allocation a
              join practice.advance d on d.practice_id = a.practice_id and d.id = a.advance_id
             where a.practice_id = house.here() and a.invoice_id = :invoice
               and d.ledger_id = :credit and (not a.removed or a.origin = 'TANDEM' and a.ledger_id is not null)""")
        .param("invoice", invoice.value())
        .param("credit", credit)
        .query(BigDecimal.class)
        .single();
  }

  /**
   * A part that somebody over there put against an invoice.
   *
   * @param credit the ledger's id of its credit note
   */
  record PutThere(String credit, AllocationView allocation) {}

  /** Of credit notes that were written over there, as far as it stands; oldest first. */
  List<PutThere> putThere(InvoiceId invoice) {
    return jdbc.sql(
            """
            select a.*, d.ledger_id as credit from practice.allocation a
              join practice.advance d on d.practice_id = a.practice_id and d.id = a.advance_id
             where a.practice_id = house.here() and a.invoice_id = :invoice
               and a.origin = 'LEDGER' and not a.removed
               and d.sort = 'CREDIT' and not d.removed and d.ledger_id is not null
             order by a.allocated_on, a.made_at, a.id""")
        .param("invoice", invoice.value())
        .query((row, number) -> new PutThere(row.getString("credit"), row(row, number)))
        .list();
  }

  /** How much of this credit was put against the invoice from here and stands over there. */
  BigDecimal putHere(InvoiceId invoice, String credit) {
    return jdbc.sql(
            """
            select coalesce(sum(a.amount), 0.00) from practice.allocation a
              join practice.advance d on d.practice_id = a.practice_id and d.id = a.advance_id
             where a.practice_id = house.here() and a.invoice_id = :invoice
               and a.origin = 'TANDEM' and a.ledger_id is not null and not a.removed
               and d.ledger_id = :credit""")
        .param("invoice", invoice.value())
        .param("credit", credit)
        .query(BigDecimal.class)
        .single();
  }

  /** How much of the invoice this credit settles over there, as far as we know. */
  BigDecimal there(InvoiceId invoice, String credit) {
    return jdbc.sql(
            """
            select coalesce(sum(a.amount), 0.00) from practice.allocation a
              left join practice.credit_note n
                on n.practice_id = a.practice_id and n.id = a.credit_note_id
              left join practice.advance d
                on d.practice_id = a.practice_id and d.id = a.advance_id
             where a.practice_id = house.here() and a.invoice_id = :invoice
               and coalesce(n.ledger_id, d.ledger_id) = :credit
               and a.ledger_id is not null and not a.removed""")
        .param("invoice", invoice.value())
        .param("credit", credit)
        .query(BigDecimal.class)
        .single();
  }

  /** How much ours settle of it over there, as far as we know, without those of these credits. */
  BigDecimal thereBut(InvoiceId invoice, Collection<String> credits) {
    return jdbc.sql(
            """
            select coalesce(sum(a.amount), 0.00) from practice.allocation a
              left join practice.credit_note n
                on n.practice_id = a.practice_id and n.id = a.credit_note_id
              left join practice.advance d
                on d.practice_id = a.practice_id and d.id = a.advance_id
             where a.practice_id = house.here() and a.invoice_id = :invoice
               and a.ledger_id is not null and not a.removed
               and not coalesce(n.ledger_id, d.ledger_id) = any(:credits)""")
        .param("invoice", invoice.value())
        .param("credits", credits.toArray(String[]::new))
        .query(BigDecimal.class)
        .single();
  }

  private static AllocationView row(ResultSet row, int number) throws SQLException {
    UUID invoice = row.getObject("invoice_id", UUID.class);
    return new AllocationView(
        new AllocationId(row.getObject("id", UUID.class)),
        source(row),
        invoice == null ? null : new InvoiceId(invoice),
        row.getObject("allocated_on", LocalDate.class),
        row.getBigDecimal("amount"),
        row.getString("origin").equals("LEDGER"),
        row.getString("ledger_id"),
        row.getBoolean("removed"),
        row.getObject("made_at", OffsetDateTime.class).toInstant());
  }

  static CreditSource source(ResultSet row) throws SQLException {
    UUID note = row.getObject("credit_note_id", UUID.class);
    return note == null
        ? new AdvanceId(row.getObject("advance_id", UUID.class))
        : new CreditNoteId(note);
  }
}
