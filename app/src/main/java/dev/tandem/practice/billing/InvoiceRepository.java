package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.NoSuchRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvoiceRepository {

  private static final String SELECT =
      """
      select id, number, status, client_id, appointment_id, location_id, issued_on, due_on, currency,
             reference, line_amounts, subtotal, tax, total, paid, credited, payer_id,
             currency_rate, made_in_ledger
        from practice.invoice where practice_id = house.here()
      """;

  private final JdbcClient jdbc;
  private final LineRepository lines;
  private final Clock clock;

  InvoiceRepository(JdbcClient jdbc, LineRepository lines, Clock clock) {
    this.jdbc = jdbc;
    this.lines = lines;
    this.clock = clock;
  }

  /**
   * @return false if an invoice that stands charges for the same appointment already; two callers
   *     at once wait for each other here
   */
  boolean add(Invoice it) {
    int added =
        write(
            it,
            """
            insert into practice.invoice
              (id, number, status, client_id, appointment_id, location_id, issued_on, due_on, currency,
               reference, line_amounts, subtotal, tax, total, paid, credited, payer_id,
               currency_rate, made_in_ledger, created_at, changed_at)
            values (:id, :number, :status, :client, :appointment, :location, :date, :dueDate, :currency,
               :reference, :lineAmounts, :subtotal, :tax, :total, :paid, :credited, :payer,
               :rate, :madeInLedger, :now, :now)
            on conflict (practice_id, appointment_id) where status <> 'VOIDED' do nothing
            """);
    if (added == 1) {
      lines.add(it);
    }
    return added == 1;
  }

  void store(Invoice it) {
    write(
        it,
        """
        update practice.invoice
           set number = :number, status = :status, client_id = :client, appointment_id = :appointment,
               location_id = :location, issued_on = :date, due_on = :dueDate, currency = :currency,
               reference = :reference, line_amounts = :lineAmounts, subtotal = :subtotal, tax = :tax,
               total = :total, paid = :paid, credited = :credited, payer_id = :payer, currency_rate = :rate,
               changed_at = :now
         where practice_id = house.here() and id = :id
        """);
  }

  void storeWithLines(Invoice it) {
    store(it);
    lines.replace(it);
  }

  private int write(Invoice it, String sql) {
    InvoiceDetails details = it.details();
    return jdbc.sql(sql)
        .param("id", it.id().value())
        .param("number", it.number(), Types.VARCHAR)
        .param("status", it.status().name())
        .param("client", details.client().value())
        .param(
            "appointment",
            details.appointment() == null ? null : details.appointment().value(),
            Types.OTHER)
        .param(
            "location", details.location() == null ? null : details.location().value(), Types.OTHER)
        .param("payer", details.payer() == null ? null : details.payer().value(), Types.OTHER)
        .param("date", details.date())
        .param("dueDate", details.dueDate())
        .param("currency", it.currency())
        .param("rate", details.rate(), Types.NUMERIC)
        .param("reference", details.reference())
        .param("lineAmounts", details.lineAmounts().name())
        .param("subtotal", it.totals().subtotal())
        .param("tax", it.totals().tax())
        .param("total", it.totals().total())
        .param("paid", it.paid())
        .param("credited", it.credited())
        .param("madeInLedger", it.madeInLedger())
        .param("now", Column.utc(clock.instant()))
        .update();
  }

  Invoice find(InvoiceId id) {
    return one(id, "");
  }

  /** Whoever holds it decides about its money; others wait, so nothing is settled twice. */
  Invoice hold(InvoiceId id) {
    return one(id, " for update");
  }

  private Invoice one(InvoiceId id, String lock) {
    return jdbc.sql(SELECT + " and id = :id" + lock)
        .param("id", id.value())
        .query((row, _) -> invoice(row, lines.of(List.of(id))))
        .optional()
        .orElseThrow(() -> new NoSuchRecord("invoice", id));
  }

  List<Invoice> byIds(Collection<InvoiceId> ids) {
    Map<InvoiceId, List<InvoiceLine>> theirLines = lines.of(ids);
    return jdbc.sql(SELECT + " and id = any(:ids)")
        .param("ids", ids.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query((row, _) -> invoice(row, theirLines))
        .list();
  }

  Map<InvoiceId, LocationId> locations(Collection<InvoiceId> ids) {
    return jdbc
        .sql(
            """
            select id, location_id from practice.invoice
             where practice_id = house.here() and id = any(:ids) and location_id is not null
            """)
        .param("ids", ids.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(
            (row, _) ->
                Map.entry(
                    new InvoiceId(row.getObject(1, UUID.class)),
                    new LocationId(row.getObject(2, UUID.class))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Drafts that have no number yet. */
  List<InvoiceId> unissuedAt(LocationId location) {
    return jdbc.sql(
            """
            select id from practice.invoice
             where practice_id = house.here() and location_id = :location and status = 'DRAFT'
               and number is null
             order by id
            """)
        .param("location", location.value())
        .query((row, _) -> new InvoiceId(Column.id(row, "id")))
        .list();
  }

  /** Their rows are the caller's until the transaction ends. */
  void holdAll(Collection<InvoiceId> ids) {
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.invoice
               where practice_id = house.here() and id = any(:ids) order by id for update) held
            """)
        .param("ids", ids.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  /** The same of those that nobody else holds; gives these. */
  Set<InvoiceId> holdFree(Collection<InvoiceId> ids) {
    return jdbc.sql(
            """
            select id from practice.invoice
             where practice_id = house.here() and id = any(:ids) order by id for update skip locked
            """)
        .param("ids", ids.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query((row, _) -> new InvoiceId(Column.id(row, "id")))
        .set();
  }

  Optional<InvoiceId> standingFor(AppointmentId appointment) {
    return jdbc.sql(
            """
            select id from practice.invoice
             where practice_id = house.here() and appointment_id = :id and status <> 'VOIDED'
            """)
        .param("id", appointment.value())
        .query((row, _) -> new InvoiceId(Column.id(row, "id")))
        .optional();
  }

  Instant changedAt(InvoiceId id) {
    return jdbc.sql(
            "select changed_at from practice.invoice where practice_id = house.here() and id = :id")
        .param("id", id.value())
        .query((row, _) -> Column.instant(row, "changed_at"))
        .optional()
        .orElseThrow(() -> new NoSuchRecord("invoice", id));
  }

  /** The oldest first. */
  Map<String, List<InvoiceId>> byNumbers(Collection<String> numbers) {
    return jdbc
        .sql(
            """
            select number, id from practice.invoice
             where practice_id = house.here() and number = any(:numbers) order by created_at, id
            """)
        .param("numbers", numbers.toArray(String[]::new))
        .query((row, _) -> Map.entry(row.getString(1), new InvoiceId(Column.id(row, "id"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  List<InvoiceId> ofClient(ClientId client, int limit) {
    return jdbc.sql(
            """
            select id from practice.invoice where practice_id = house.here()
               and (client_id = :client or payer_id = :client)
             order by issued_on desc, id desc limit :limit
            """)
        .param("client", client.value())
        .param("limit", limit)
        .query((row, _) -> new InvoiceId(Column.id(row, "id")))
        .list();
  }

  private static Invoice invoice(ResultSet row, Map<InvoiceId, List<InvoiceLine>> lines)
      throws SQLException {
    var id = new InvoiceId(Column.id(row, "id"));
    List<InvoiceLine> own = lines.getOrDefault(id, List.of());
    return new Invoice(
        id,
        InvoiceStatus.valueOf(row.getString("status")),
        row.getString("number"),
        details(row, own),
        own,
        new InvoiceTotals(
            row.getBigDecimal("subtotal"), row.getBigDecimal("tax"), row.getBigDecimal("total")),
        row.getBigDecimal("paid"),
        row.getBigDecimal("credited"),
        row.getBoolean("made_in_ledger"));
  }

  private static InvoiceDetails details(ResultSet row, List<InvoiceLine> lines)
      throws SQLException {
    UUID payer = Column.id(row, "payer_id");
    return new InvoiceDetails(
        new ClientId(Column.id(row, "client_id")),
        Column.appointment(row),
        Column.location(row),
        Column.date(row, "issued_on"),
        Column.date(row, "due_on"),
        row.getString("reference"),
        LineAmounts.valueOf(row.getString("line_amounts")),
        lines.stream().map(InvoiceLine::details).toList(),
        payer == null ? null : new ClientId(payer),
        row.getString("currency"),
        row.getBigDecimal("currency_rate"));
  }
}
