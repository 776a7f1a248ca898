package dev.tandem.practice.takings;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.ReceiptView.Member;
import dev.tandem.practice.takings.ReceiptView.State;
import dev.tandem.shared.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which payments are kept back, and the receipts that were made of them. */
@Repository
class TakingsRepository {

  private final JdbcClient jdbc;
  private final Billing billing;

  TakingsRepository(JdbcClient jdbc, Billing billing) {
    this.jdbc = jdbc;
    this.billing = billing;
  }

  /** Where a kept payment stands: with no receipt it waits for the close of its day. */
  record Kept(PaymentId payment, @Nullable ReceiptId receipt) {}

  void keep(PaymentId payment) {
    jdbc.sql(
            "insert into practice.takings_payment (payment_id) values (:id) on conflict do nothing")
        .param("id", payment.value())
        .update();
  }

  void letGo(PaymentId payment) {
    jdbc.sql("delete from practice.takings_payment where payment_id = :id")
        .param("id", payment.value())
        .update();
  }

  Optional<Kept> kept(PaymentId payment) {
    return kept(List.of(payment)).stream().findFirst();
  }

  List<Kept> kept(Collection<PaymentId> payments) {
    return jdbc.sql(
            "select payment_id, receipt_id from practice.takings_payment where payment_id = any(:ids)")
        .param("ids", ids(payments))
        .query(TakingsRepository::kept)
        .list();
  }

  /** Locked, so that two who close the same day do not take the same payments. */
  List<Kept> lock(Collection<PaymentId> payments) {
    return jdbc.sql(
            """
            select payment_id, receipt_id from practice.takings_payment
             where payment_id = any(:ids) order by payment_id for update""")
        .param("ids", ids(payments))
        .query(TakingsRepository::kept)
        .list();
  }

  /** Before their members: see {@link Takings}. */
  void lockReceipts(Collection<ReceiptId> receipts) {
    jdbc.sql("select id from practice.takings_receipt where id = any(:ids) order by id for update")
        .param("ids", receipts.stream().map(ReceiptId::value).toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  List<OpenDay> openDays(int most) {
    return jdbc.sql(
            """
            select p.paid_on, count(*)::int as payments, sum(p.amount) as amount
              from practice.takings_payment t
              join practice.payment p on p.id = t.payment_id
             where t.receipt_id is null and not p.deleted
             group by p.paid_on order by p.paid_on limit :most""")
        .param("most", most)
        .query(
            (row, _) ->
                new OpenDay(
                    row.getObject("paid_on", LocalDate.class),
                    row.getInt("payments"),
                    row.getBigDecimal("amount")))
        .list();
  }

  /** What waits for the close of a day up to this one. */
  Tally open(LocalDate last) {
    return jdbc.sql(
            """
            select count(*)::int as records, min(p.paid_on) as earliest, sum(p.amount) as amount
              from practice.takings_payment t
              join practice.payment p on p.id = t.payment_id
             where t.receipt_id is null and not p.deleted and p.paid_on <= :last""")
        .param("last", last)
        .query(
            (row, _) ->
                new Tally(
                    row.getInt("records"),
                    row.getObject("earliest", LocalDate.class),
                    row.getBigDecimal("amount")))
        .single();
  }

  private static UUID[] ids(Collection<PaymentId> payments) {
    return payments.stream().map(PaymentId::value).toArray(UUID[]::new);
  }

  private static Kept kept(ResultSet row, int number) throws SQLException {
    UUID receipt = row.getObject("receipt_id", UUID.class);
    return new Kept(
        new PaymentId(row.getObject("payment_id", UUID.class)),
        receipt == null ? null : new ReceiptId(receipt));
  }

  void add(ReceiptView it) {
    jdbc.sql(
            """
            insert into practice.takings_receipt
              (id, close_id, chain, day, banked_on, method, place, place_name, state, made_at)
            values (:id, :close, :chain, :day, :bankedOn, :method, :place, :name, 'wanted', :at)""")
        .param("id", it.id().value())
        .param("close", it.close().value())
        .param("chain", it.chain())
        .param("day", it.day())
        .param("bankedOn", it.bankedOn())
        .param("method", it.method().name())
        .param("place", it.place())
        .param("name", it.placeName())
        .param("at", Timestamp.from(it.madeAt()))
        .update();
    UUID[] payments =
        it.members().stream().map(member -> member.payment().id().value()).toArray(UUID[]::new);
    jdbc.sql(
            """
            insert into practice.takings_member (receipt_id, payment_id)
            select :receipt, unnest(:payments)""")
        .param("receipt", it.id().value())
        .param("payments", payments)
        .update();
    jdbc.sql(
            "update practice.takings_payment set receipt_id = :receipt where payment_id = any(:payments)")
        .param("receipt", it.id().value())
        .param("payments", payments)
        .update();
  }

  /** It never went: its payments wait for another close. */
  void withdraw(ReceiptId receipt) {
    state(receipt, State.WITHDRAWN);
    jdbc.sql("update practice.takings_payment set receipt_id = null where receipt_id = :receipt")
        .param("receipt", receipt.value())
        .update();
  }

  void state(ReceiptId receipt, State state) {
    jdbc.sql("update practice.takings_receipt set state = :state where id = :id")
        .param("state", state.name().toLowerCase(Locale.ROOT))
        .param("id", receipt.value())
        .update();
  }

  void bankOn(ReceiptId receipt, LocalDate date) {
    jdbc.sql("update practice.takings_receipt set banked_on = :date where id = :id")
        .param("date", date)
        .param("id", receipt.value())
        .update();
  }

  /** Those of these invoices that are void. */
  Set<InvoiceId> voided(Collection<InvoiceId> invoices) {
    return jdbc
        .sql("select id from practice.invoice where id = any(:ids) and status = 'VOIDED'")
        .param("ids", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query((row, _) -> new InvoiceId(row.getObject(1, UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /**
   * Out of one that has not gone. What was in another before that goes with it: the ledger deletes
   * no payment of a receipt alone.
   */
  void takeOut(ReceiptId receipt, PaymentId payment) {
    jdbc.sql("delete from practice.takings_member where receipt_id = :receipt and payment_id = :id")
        .param("receipt", receipt.value())
        .param("id", payment.value())
        .update();
    int before =
        jdbc.sql(
                """
                update practice.takings_payment t set receipt_id = r.id
                  from practice.takings_receipt r
                  join practice.takings_member m on m.receipt_id = r.id
                 where t.payment_id = :id and m.payment_id = :id and r.state = 'replaced'
                   and not exists (select from practice.takings_receipt later
                                     join practice.takings_member n on n.receipt_id = later.id
                                    where n.payment_id = :id and later.state = 'replaced'
                                      and (later.made_at, later.id) > (r.made_at, r.id))""")
            .param("id", payment.value())
            .update();
    if (before == 0) {
      letGo(payment);
    }
  }

  /** What becomes of receipts does not concern this one any more. */
  void setFree(PaymentId payment) {
    jdbc.sql("update practice.takings_member set set_free = true where payment_id = :id")
        .param("id", payment.value())
        .update();
    letGo(payment);
  }

  /** All that it was made of goes with it again, but what was set free. */
  void gather(ReceiptId receipt) {
    jdbc.sql(
            """
            insert into practice.takings_payment (payment_id, receipt_id)
            select payment_id, receipt_id from practice.takings_member
             where receipt_id = :receipt and not set_free order by payment_id
            on conflict (practice_id, payment_id) do update set receipt_id = excluded.receipt_id""")
        .param("receipt", receipt.value())
        .update();
  }

  List<ReceiptView> receipts(Collection<ReceiptId> ids) {
    return receipts(
        jdbc.sql("select * from practice.takings_receipt where id = any(:ids) order by made_at, id")
            .param("ids", ids.stream().map(ReceiptId::value).toArray(UUID[]::new)));
  }

  /** In whose place others were made, and that were made of some of these payments. */
  List<ReceiptView> replacedOf(Collection<PaymentId> payments) {
    return receipts(
        jdbc.sql(
                """
                select * from practice.takings_receipt
                 where state = 'replaced'
                   and id in (select receipt_id from practice.takings_member
                               where payment_id = any(:payments))
                 order by made_at, id""")
            .param("payments", ids(payments)));
  }

  List<ReceiptView> ofDay(LocalDate day) {
    return receipts(
        jdbc.sql(
                """
                select * from practice.takings_receipt
                 where day = :day and state <> 'withdrawn' order by method, made_at, id""")
            .param("day", day));
  }

  List<ReceiptId> ofClose(CloseId close) {
    return jdbc.sql(
            """
            select id from practice.takings_receipt
             where close_id = :close and state <> 'withdrawn' order by id""")
        .param("close", close.value())
        .query((row, _) -> new ReceiptId(row.getObject(1, UUID.class)))
        .list();
  }

  private List<ReceiptView> receipts(JdbcClient.StatementSpec asked) {
    List<ReceiptView> bare = asked.query(TakingsRepository::receipt).list();
    if (bare.isEmpty()) {
      return bare;
    }
    Map<UUID, List<Member>> members = members(bare);
    return bare.stream()
        .map(it -> with(it, members.getOrDefault(it.id().value(), List.of())))
        .toList();
  }

  private Map<UUID, List<Member>> members(List<ReceiptView> receipts) {
    var of = new HashMap<UUID, Map<UUID, Boolean>>();
    jdbc.sql(
            """
            select receipt_id, payment_id, set_free from practice.takings_member
             where receipt_id = any(:ids) order by payment_id""")
        .param("ids", receipts.stream().map(it -> it.id().value()).toArray(UUID[]::new))
        .query(
            row -> {
              of.computeIfAbsent(row.getObject(1, UUID.class), _ -> new LinkedHashMap<>())
                  .put(row.getObject(2, UUID.class), row.getBoolean(3));
            });
    Map<UUID, PaymentView> payments =
        billing
            .paymentsByIds(
                of.values().stream()
                    .flatMap(it -> it.keySet().stream())
                    .distinct()
                    .map(PaymentId::new)
                    .toList())
            .stream()
            .collect(Collectors.toMap(it -> it.id().value(), it -> it));
    Map<InvoiceId, InvoiceView> invoices =
        billing
            .byIds(payments.values().stream().map(PaymentView::invoice).distinct().toList())
            .stream()
            .collect(Collectors.toMap(InvoiceView::id, it -> it));
    var members = new HashMap<UUID, List<Member>>();
    of.forEach(
        (receipt, those) ->
            members.put(
                receipt,
                those.keySet().stream()
                    .map(payments::get)
                    .map(it -> member(it, invoices, those.getOrDefault(it.id().value(), false)))
                    .toList()));
    return members;
  }

  private static Member member(
      PaymentView payment, Map<InvoiceId, InvoiceView> invoices, boolean free) {
    InvoiceView invoice = invoices.get(payment.invoice());
    return new Member(
        payment,
        invoice == null ? null : invoice.number(),
        invoice == null ? InvoiceStatus.VOIDED : invoice.status(),
        free);
  }

  private static ReceiptView with(ReceiptView it, List<Member> members) {
    return new ReceiptView(
        it.id(),
        it.close(),
        it.chain(),
        it.day(),
        it.bankedOn(),
        it.method(),
        it.place(),
        it.placeName(),
        it.state(),
        it.madeAt(),
        members);
  }

  private static ReceiptView receipt(ResultSet row, int number) throws SQLException {
    return new ReceiptView(
        new ReceiptId(row.getObject("id", UUID.class)),
        new CloseId(row.getObject("close_id", UUID.class)),
        row.getObject("chain", UUID.class),
        row.getObject("day", LocalDate.class),
        Objects.requireNonNullElse(
            row.getObject("banked_on", LocalDate.class), row.getObject("day", LocalDate.class)),
        PaymentMethod.valueOf(row.getString("method")),
        row.getString("place"),
        row.getString("place_name"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getTimestamp("made_at").toInstant(),
        List.of());
  }
}
