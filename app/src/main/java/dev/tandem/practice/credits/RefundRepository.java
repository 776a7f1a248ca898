package dev.tandem.practice.credits;

import dev.tandem.practice.billing.PaymentMethod;
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

/** What was given back of credit notes and of advances. */
@Repository
class RefundRepository {

  private static final String SELECT =
      """
      select id, credit_note_id, advance_id, paid_on, amount, method, reference, account, origin, ledger_id,
             removed, made_at
        from practice.refund where practice_id = house.here()
      """;

  private final JdbcClient jdbc;

  RefundRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(RefundView it) {
    write(
        it,
        """
        insert into practice.refund
          (id, credit_note_id, advance_id, paid_on, amount, method, reference, account, origin, ledger_id,
           removed, made_at)
        values (:id, :note, :advance, :date, :amount, :method, :reference, :account, :origin, :ledgerId,
           :removed, :madeAt)
        """);
  }

  void store(RefundView it) {
    write(
        it,
        """
        update practice.refund
           set amount = :amount, ledger_id = :ledgerId, removed = :removed
         where practice_id = house.here() and id = :id
        """);
  }

  private void write(RefundView it, String sql) {
    jdbc.sql(sql)
        .param("id", it.id().value())
        .param("note", it.of() instanceof CreditNoteId note ? note.value() : null, Types.OTHER)
        .param(
            "advance", it.of() instanceof AdvanceId advance ? advance.value() : null, Types.OTHER)
        .param("date", it.date())
        .param("amount", it.amount())
        .param("method", it.method().name())
        .param("reference", it.reference())
        .param("account", it.account(), Types.VARCHAR)
        .param("origin", it.fromLedger() ? "LEDGER" : "TANDEM")
        .param("ledgerId", it.ledgerId(), Types.VARCHAR)
        .param("removed", it.removed())
        .param("madeAt", it.madeAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Oldest first, removed ones included. */
  List<RefundView> of(Collection<CreditNoteId> notes) {
    return jdbc.sql(SELECT + " and credit_note_id = any(:ids) order by paid_on, made_at, id")
        .param("ids", notes.stream().map(CreditNoteId::value).toArray(UUID[]::new))
        .query(RefundRepository::row)
        .list();
  }

  /** Of advances, oldest first, removed ones included. */
  List<RefundView> ofAdvances(Collection<AdvanceId> advances) {
    return jdbc.sql(SELECT + " and advance_id = any(:ids) order by paid_on, made_at, id")
        .param("ids", advances.stream().map(AdvanceId::value).toArray(UUID[]::new))
        .query(RefundRepository::row)
        .list();
  }

  List<RefundView> byIds(Collection<RefundId> ids) {
    return jdbc.sql(SELECT + " and id = any(:ids)")
        .param("ids", ids.stream().map(RefundId::value).toArray(UUID[]::new))
        .query(RefundRepository::row)
        .list();
  }

  private static RefundView row(ResultSet row, int number) throws SQLException {
    return new RefundView(
        new RefundId(row.getObject("id", UUID.class)),
        AllocationRepository.source(row),
        row.getObject("paid_on", LocalDate.class),
        row.getBigDecimal("amount"),
        PaymentMethod.valueOf(row.getString("method")),
        row.getString("reference"),
        row.getString("account"),
        row.getString("origin").equals("LEDGER"),
        row.getString("ledger_id"),
        row.getBoolean("removed"),
        row.getObject("made_at", OffsetDateTime.class).toInstant());
  }
}
