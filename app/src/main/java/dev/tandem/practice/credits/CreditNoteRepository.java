package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.NoSuchRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Credit notes without what they settle. */
@Repository
class CreditNoteRepository {

  private static final TypeReference<List<InvoiceLine>> LINES = new TypeReference<>() {};

  private static final String SELECT =
      """
      select id, number, status, purpose, invoice_id, issued_on, currency, reason, reference,
             line_amounts, lines, subtotal, tax, total, ledger_id
        from practice.credit_note where practice_id = house.here()
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  CreditNoteRepository(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  void add(CreditNoteView it) {
    write(
            it,
            """
            insert into practice.credit_note
              (id, number, status, purpose, invoice_id, issued_on, currency, reason, reference,
               line_amounts, lines, subtotal, tax, total, ledger_id, created_at)
            values (:id, :number, :status, :purpose, :invoice, :date, :currency, :reason, :reference, :amounts,
               :lines::jsonb, :subtotal, :tax, :total, :ledgerId, :now)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  void store(CreditNoteView it) {
    write(
            it,
            """
            update practice.credit_note
               set number = :number, status = :status, purpose = :purpose, invoice_id = :invoice,
                   issued_on = :date, currency = :currency, reason = :reason, reference = :reference,
                   line_amounts = :amounts, lines = :lines::jsonb, subtotal = :subtotal, tax = :tax,
                   total = :total, ledger_id = :ledgerId
             where practice_id = house.here() and id = :id
            """)
        .update();
  }

  private JdbcClient.StatementSpec write(CreditNoteView it, String sql) {
    return jdbc.sql(sql)
        .param("id", it.id().value())
        .param("number", it.number())
        .param("status", it.status().name())
        .param("purpose", it.purpose().name())
        .param("invoice", it.invoice().value())
        .param("date", it.date())
        .param("currency", it.currency())
        .param("reason", it.reason())
        .param("reference", it.reference(), Types.VARCHAR)
        .param("amounts", it.lineAmounts().name())
        .param("lines", json.writeValueAsString(it.lines()))
        .param("subtotal", it.subtotal())
        .param("tax", it.tax())
        .param("total", it.total())
        .param("ledgerId", it.ledgerId(), Types.VARCHAR);
  }

  Optional<CreditNoteView> find(CreditNoteId id) {
    return byIds(List.of(id)).stream().findFirst();
  }

  /** Its row is the caller's until the transaction ends. */
  CreditNoteView hold(CreditNoteId id) {
    return jdbc.sql(SELECT + " and id = :id for update")
        .param("id", id.value())
        .query(this::row)
        .optional()
        .orElseThrow(() -> new NoSuchRecord("credit note", id));
  }

  List<CreditNoteView> byIds(Collection<CreditNoteId> ids) {
    return jdbc.sql(SELECT + " and id = any(:ids)")
        .param("ids", ids.stream().map(CreditNoteId::value).toArray(UUID[]::new))
        .query(this::row)
        .list();
  }

  /** Those of the numbers that credit notes here carry. */
  List<String> numbered(Collection<String> numbers) {
    return jdbc.sql(
            """
            select number from practice.credit_note
             where practice_id = house.here() and number = any(:numbers)""")
        .param("numbers", numbers.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** Written for these invoices, oldest first. */
  List<CreditNoteView> of(Collection<InvoiceId> invoices) {
    return jdbc.sql(SELECT + " and invoice_id = any(:ids) order by issued_on, created_at, id")
        .param("ids", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(this::row)
        .list();
  }

  /** Standing and not used up, for invoices that this client pays; oldest first. */
  List<CreditNoteId> unused(ClientId payer) {
    return jdbc.sql(
            """
            select n.id from practice.credit_note n
              join practice.invoice i on i.practice_id = n.practice_id and i.id = n.invoice_id
             where n.practice_id = house.here() and n.status = 'APPROVED'
               and (i.client_id = :payer and i.payer_id is null or i.payer_id = :payer)
             order by n.issued_on, n.created_at, n.id""")
        .param("payer", payer.value())
        .query((row, _) -> new CreditNoteId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Those of the ledger's ids that stand for credit notes of ours. */
  List<String> known(Collection<String> ledgerIds) {
    return jdbc.sql(
            """
            select ledger_id from practice.credit_note
             where practice_id = house.here() and ledger_id = any(:ids)""")
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** Those that are not known in the ledger as far as this database can tell. */
  List<CreditNoteView> unknownThere() {
    return jdbc.sql(SELECT + " and ledger_id is null").query(this::row).list();
  }

  private CreditNoteView row(ResultSet row, int number) throws SQLException {
    return new CreditNoteView(
        new CreditNoteId(row.getObject("id", UUID.class)),
        CreditNoteStatus.valueOf(row.getString("status")),
        CreditPurpose.valueOf(row.getString("purpose")),
        row.getString("number"),
        new InvoiceId(row.getObject("invoice_id", UUID.class)),
        row.getObject("issued_on", LocalDate.class),
        row.getString("currency"),
        row.getString("reason"),
        row.getString("reference"),
        LineAmounts.valueOf(row.getString("line_amounts")),
        json.readValue(row.getString("lines"), LINES),
        row.getBigDecimal("subtotal"),
        row.getBigDecimal("tax"),
        row.getBigDecimal("total"),
        row.getString("ledger_id"),
        List.of(),
        List.of());
  }
}
