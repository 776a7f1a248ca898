package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PaymentRepository {

  private static final String SELECT =
      """
      select id, invoice_id, paid_on, amount, method, reference, account_code, origin,
             ledger_payment_id, lost_ledger_id, deleted, taken_at
        from practice.payment where practice_id = house.here()
      """;

  private final JdbcClient jdbc;

  PaymentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(PaymentView it) {
    write(
        it,
        """
        insert into practice.payment
          (id, invoice_id, paid_on, amount, method, reference, account_code, origin,
           ledger_payment_id, deleted, taken_at)
        values (:id, :invoice, :date, :amount, :method, :reference, :account, :origin,
           :ledgerId, :removed, :takenAt)
        """);
  }

  void store(PaymentView it) {
    write(
        it,
        """
        update practice.payment
           set paid_on = :date, amount = :amount, method = :method, reference = :reference,
               account_code = :account, origin = :origin, ledger_payment_id = :ledgerId,
               deleted = :removed
         where practice_id = house.here() and id = :id
        """);
  }

  private void write(PaymentView it, String sql) {
    jdbc.sql(sql)
        .param("id", it.id().value())
        .param("invoice", it.invoice().value())
        .param("date", it.date())
        .param("amount", it.amount())
        .param("method", it.method().name())
        .param("reference", it.reference())
        .param("account", it.accountCode(), Types.VARCHAR)
        .param("origin", it.fromLedger() ? "LEDGER" : "TANDEM")
        .param("ledgerId", it.ledgerId(), Types.VARCHAR)
        .param("removed", it.removed())
        .param("takenAt", Column.utc(it.takenAt()))
        .update();
  }

  Optional<PaymentView> find(PaymentId id) {
    return jdbc.sql(SELECT + " and id = :id")
        .param("id", id.value())
        .query(PaymentRepository::row)
        .optional();
  }

  Optional<PaymentView> byLedgerId(String ledgerId) {
    return jdbc.sql(SELECT + " and ledger_payment_id = :id")
        .param("id", ledgerId)
        .query(PaymentRepository::row)
        .optional();
  }

  List<PaymentView> byLedgerIds(Collection<String> ledgerIds) {
    return jdbc.sql(SELECT + " and ledger_payment_id = any(:ids)")
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(PaymentRepository::row)
        .list();
  }

  /**
   * Those of an invoice that the ledger had under one of these ids when it lost them, by these ids.
   */
  Map<String, PaymentView> lost(InvoiceId invoice, Collection<String> ledgerIds) {
    var lost = new HashMap<String, PaymentView>();
    jdbc.sql(SELECT + " and invoice_id = :invoice and lost_ledger_id = any(:ids)")
        .param("invoice", invoice.value())
        .param("ids", ledgerIds.toArray(String[]::new))
        .query((row, number) -> lost.put(row.getString("lost_ledger_id"), row(row, number)))
        .list();
    return lost;
  }

  /** The ledger has these no longer; under which ids it had them stays known beside. */
  void lose(Collection<PaymentId> payments) {
    jdbc.sql(
            """
            update practice.payment
               set lost_ledger_id = coalesce(ledger_payment_id, lost_ledger_id),
                   ledger_payment_id = null
             where practice_id = house.here() and id = any(:ids)
            """)
        .param("ids", payments.stream().map(PaymentId::value).toArray(UUID[]::new))
        .update();
  }

  /** Under which id the ledger has each. */
  void know(Map<PaymentId, String> ledgerIds) {
    var ids = new ArrayList<UUID>();
    var theirs = new ArrayList<String>();
    ledgerIds.forEach(
        (id, it) -> {
          ids.add(id.value());
          theirs.add(it);
        });
    jdbc.sql(
            """
            update practice.payment p set ledger_payment_id = k.ledger_id
              from unnest(:ids, :theirs) as k (id, ledger_id)
             where p.practice_id = house.here() and p.id = k.id
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("theirs", theirs.toArray(String[]::new))
        .update();
  }

  /** Oldest first within each invoice, removed ones included. */
  List<PaymentView> of(Collection<InvoiceId> invoices) {
    return jdbc.sql(SELECT + " and invoice_id = any(:ids) order by paid_on, taken_at, id")
        .param("ids", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(PaymentRepository::row)
        .list();
  }

  List<PaymentView> byIds(Collection<PaymentId> ids) {
    return jdbc.sql(SELECT + " and id = any(:ids)")
        .param("ids", ids.stream().map(PaymentId::value).toArray(UUID[]::new))
        .query(PaymentRepository::row)
        .list();
  }

  BigDecimal standing(InvoiceId invoice) {
    return jdbc.sql(
            """
            select coalesce(sum(amount), 0.00) from practice.payment
             where practice_id = house.here() and invoice_id = :invoice and not deleted
            """)
        .param("invoice", invoice.value())
        .query(BigDecimal.class)
        .single();
  }

  private static PaymentView row(ResultSet row, int number) throws SQLException {
    @Nullable String ledgerId = row.getString("ledger_payment_id");
    return new PaymentView(
        new PaymentId(Column.id(row, "id")),
        new InvoiceId(Column.id(row, "invoice_id")),
        Column.date(row, "paid_on"),
        row.getBigDecimal("amount"),
        PaymentMethod.valueOf(row.getString("method")),
        row.getString("reference"),
        row.getString("account_code"),
        row.getString("origin").equals("LEDGER"),
        ledgerId,
        row.getBoolean("deleted"),
        Column.instant(row, "taken_at"));
  }
}
