package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Clients' money that no invoice owed when it came in. */
@Repository
class AdvanceRepository {

  private static final String SELECT =
      """
      select id, client_id, location_id, sort, invoice_id, taken_on, currency, amount, method, reference,
             origin, ledger_id, removed, taken_at
        from practice.advance where practice_id = house.here()
      """;

  private final JdbcClient jdbc;

  AdvanceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Nobody else who asks this takes a deposit of the client until the transaction ends. */
  void oneAtATime(ClientId client) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('deposit of ' || :client, 0))")
        .param("client", client.toString())
        .query((_, _) -> true)
        .single();
  }

  /**
   * @return false if there is one with this id already: it stays as it is
   */
  boolean add(AdvanceView it) {
    return jdbc.sql(
                """
            insert into practice.advance
              (id, client_id, location_id, sort, invoice_id, taken_on, currency, amount, method, reference,
               origin, ledger_id, removed, taken_at)
            values (:id, :client, :location, :sort, :invoice, :date, :currency, :amount, :method,
               :reference, :origin, :ledgerId, :removed, :takenAt)
            on conflict (practice_id, id) do nothing""")
            .param("id", it.id().value())
            .param("client", it.client().value())
            .param("location", it.location() == null ? null : it.location().value(), Types.OTHER)
            .param("sort", it.sort().name())
            .param("invoice", it.invoice() == null ? null : it.invoice().value(), Types.OTHER)
            .param("date", it.date())
            .param("currency", it.currency())
            .param("amount", it.amount())
            .param("method", it.method().name())
            .param("reference", it.reference())
            .param("origin", it.fromLedger() ? "LEDGER" : "TANDEM")
            .param("ledgerId", it.ledgerId(), Types.VARCHAR)
            .param("removed", it.removed())
            .param("takenAt", it.takenAt().atOffset(ZoneOffset.UTC))
            .update()
        > 0;
  }

  /** What can change of one: what the ledger says of it, and whether it counts. */
  void store(AdvanceView it) {
    jdbc.sql(
            """
            update practice.advance
               set taken_on = :date, amount = :amount, ledger_id = :ledgerId, removed = :removed
             where practice_id = house.here() and id = :id""")
        .param("id", it.id().value())
        .param("date", it.date())
        .param("amount", it.amount())
        .param("ledgerId", it.ledgerId(), Types.VARCHAR)
        .param("removed", it.removed())
        .update();
  }

  /** With its row locked until the transaction ends. */
  Optional<AdvanceView> hold(AdvanceId id) {
    return jdbc.sql(SELECT + " and id = :id for update")
        .param("id", id.value())
        .query(AdvanceRepository::row)
        .optional();
  }

  List<AdvanceView> byIds(Collection<AdvanceId> ids) {
    return jdbc.sql(SELECT + " and id = any(:ids)")
        .param("ids", ids.stream().map(AdvanceId::value).toArray(UUID[]::new))
        .query(AdvanceRepository::row)
        .list();
  }

  /** Newest first, removed ones included. */
  List<AdvanceView> ofClient(ClientId client) {
    return jdbc.sql(SELECT + " and client_id = :client order by taken_on desc, taken_at desc, id")
        .param("client", client.value())
        .query(AdvanceRepository::row)
        .list();
  }

  /**
   * Of a client's money that counts here what came in on one of these days, oldest first. No money
   * came in for a credit note.
   */
  List<AdvanceView> moneyOf(ClientId client, String currency, LocalDate from, LocalDate to) {
    return jdbc.sql(
            SELECT
                + """
                 and client_id = :client and taken_on between :from and :to
                 and currency = :currency and sort <> 'CREDIT' and not removed
                 order by taken_on, taken_at, id desc""")
        .param("client", client.value())
        .param("currency", currency)
        .param("from", from)
        .param("to", to)
        .query(AdvanceRepository::row)
        .list();
  }

  /** Taken at the desk on that day, oldest first; what was recorded in the ledger is not. */
  List<AdvanceView> ofDay(LocalDate day) {
    return jdbc.sql(
            SELECT
                + " and taken_on = :day and origin = 'TANDEM' and not removed order by taken_at, id")
        .param("day", day)
        .query(AdvanceRepository::row)
        .list();
  }

  /** Those of these ids of the ledger's that are known here. */
  List<String> known(Collection<String> ledgerIds) {
    return jdbc.sql(
            """
            select ledger_id from practice.advance
             where practice_id = house.here() and ledger_id = any(:ids)""")
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** Of these ids of the ledger's those of credit notes that were written there. */
  List<String> credits(Collection<String> ledgerIds) {
    return jdbc.sql(
            """
            select ledger_id from practice.advance
             where practice_id = house.here() and sort = 'CREDIT' and ledger_id = any(:ids)""")
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** Taken here, counting, and not known in the ledger as far as this database can tell. */
  List<AdvanceView> unknownThere() {
    return jdbc.sql(SELECT + " and origin = 'TANDEM' and ledger_id is null and not removed")
        .query(AdvanceRepository::row)
        .list();
  }

  private static AdvanceView row(ResultSet row, int number) throws SQLException {
    @Nullable UUID location = row.getObject("location_id", UUID.class);
    @Nullable UUID invoice = row.getObject("invoice_id", UUID.class);
    return new AdvanceView(
        new AdvanceId(row.getObject("id", UUID.class)),
        new ClientId(row.getObject("client_id", UUID.class)),
        location == null ? null : new LocationId(location),
        AdvanceSort.valueOf(row.getString("sort")),
        invoice == null ? null : new InvoiceId(invoice),
        row.getObject("taken_on", LocalDate.class),
        row.getString("currency"),
        row.getBigDecimal("amount"),
        PaymentMethod.valueOf(row.getString("method")),
        row.getString("reference"),
        row.getString("origin").equals("LEDGER"),
        row.getString("ledger_id"),
        row.getBoolean("removed"),
        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
        List.of(),
        List.of());
  }
}
