package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.Money;
import dev.tandem.shared.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sums that pages and reports show. Amounts in different currencies are never added: each sum
 * says which one it is in.
 */
@Component
@Transactional(readOnly = true)
public class BillingFigures {

  /** What clients owe, by how long it has been due. */
  public enum Age {
    NOT_YET("Not yet due"),
    MONTH("1–30 days late"),
    TWO_MONTHS("31–60 days late"),
    THREE_MONTHS("61–90 days late"),
    LONGER("Over 90 days late");

    private final String label;

    Age(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * @param week its Monday
   * @param location null for what no location earned
   * @param amount without tax
   */
  public record Revenue(LocalDate week, @Nullable LocationId location, Money amount) {}

  /** What came in by one means. */
  public record Taken(PaymentMethod method, Money amount) {}

  /** What is owed since about the same time. */
  public record Due(Age age, Money amount) {}

  private final JdbcClient jdbc;

  BillingFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What came in on that day; only methods that occurred. */
  public List<Taken> takings(LocalDate day) {
    return jdbc
        .sql(
            """
            select p.method, i.currency, sum(p.amount) as amount
              from practice.payment p
              join practice.invoice i on i.practice_id = p.practice_id and i.id = p.invoice_id
             where p.practice_id = house.here() and p.paid_on = :day and not p.deleted
             group by p.method, i.currency
            """)
        .param("day", day)
        .query((row, _) -> new Taken(PaymentMethod.valueOf(row.getString("method")), money(row)))
        .list()
        .stream()
        .sorted(Comparator.comparing(Taken::method).thenComparing(it -> it.amount().currency()))
        .toList();
  }

  private static Money money(ResultSet row) throws SQLException {
    return new Money(row.getBigDecimal("amount"), row.getString("currency"));
  }

  /** Every payment of that day that counts, in the order in which they were taken. */
  public List<DayPayment> paymentsOf(LocalDate day) {
    return jdbc.sql(
            """
            select p.id, p.invoice_id, i.number, i.client_id, i.location_id, i.currency, p.amount,
                   p.method, p.reference, p.taken_at
              from practice.payment p
              join practice.invoice i on i.practice_id = p.practice_id and i.id = p.invoice_id
             where p.practice_id = house.here() and p.paid_on = :day and not p.deleted
             order by p.taken_at, p.id
            """)
        .param("day", day)
        .query(
            (row, _) ->
                new DayPayment(
                    new PaymentId(Column.id(row, "id")),
                    new InvoiceId(Column.id(row, "invoice_id")),
                    row.getString("number"),
                    new ClientId(Column.id(row, "client_id")),
                    Column.location(row),
                    row.getString("currency"),
                    row.getBigDecimal("amount"),
                    PaymentMethod.valueOf(row.getString("method")),
                    row.getString("reference"),
                    Column.instant(row, "taken_at")))
        .list();
  }

  /** Only ages that occur. */
  public List<Due> dueByAge(LocalDate today) {
    return jdbc.sql(
            """
            select case when due_on >= :today then 'NOT_YET'
                        when due_on >= :today::date - 30 then 'MONTH'
                        when due_on >= :today::date - 60 then 'TWO_MONTHS'
                        when due_on >= :today::date - 90 then 'THREE_MONTHS'
                        else 'LONGER' end as age,
                   currency, sum(due) as amount
              from practice.invoice
             where practice_id = house.here() and status = 'APPROVED' group by 1, 2 order by 2
            """)
        .param("today", today)
        .query((row, _) -> new Due(Age.valueOf(row.getString("age")), money(row)))
        .list();
  }

  /** What was invoiced in the weeks from this day on, drafts and void ones left out. */
  public List<Revenue> revenueSince(LocalDate from) {
    return jdbc.sql(
            """
            select date_trunc('week', issued_on)::date as week, location_id, currency,
                   sum(subtotal) as amount
              from practice.invoice
             where practice_id = house.here() and issued_on >= :from and status in ('APPROVED', 'PAID')
             group by 1, 2, 3 order by 1, 3
            """)
        .param("from", from)
        .query((row, _) -> new Revenue(Column.date(row, "week"), Column.location(row), money(row)))
        .list();
  }

  /**
   * What invoices book on an account.
   *
   * @param account its code, as the lines name it
   * @param amount without tax
   * @param tax what goes on top to the tax office
   */
  public record OnAccount(String account, Money amount, Money tax) {}

  /** What these invoices book on each account, by code; void ones book nothing. */
  public List<OnAccount> byAccount(Collection<InvoiceId> invoices) {
    return jdbc.sql(
            """
            select l.account_code, i.currency,
                   sum(case i.line_amounts when 'INCLUSIVE' then l.amount - l.tax else l.amount end) as amount,
                   sum(l.tax) as tax
              from practice.invoice i
              join practice.invoice_line l on l.practice_id = i.practice_id and l.invoice_id = i.id
             where i.practice_id = house.here() and i.id = any(:ids) and i.status <> 'VOIDED'
             group by l.account_code, i.currency order by l.account_code, i.currency""")
        .param("ids", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(
            (row, _) ->
                new OnAccount(
                    row.getString("account_code"),
                    money(row),
                    new Money(row.getBigDecimal("tax"), row.getString("currency"))))
        .list();
  }

  /**
   * What payments bring to an account.
   *
   * @param account as the payments name it; empty for those that name none
   */
  public record Into(String account, Money amount) {}

  /** What these payments bring. */
  public List<Into> paidInto(Collection<PaymentId> payments) {
    return jdbc.sql(
            """
            select coalesce(p.account_code, '') as account, i.currency, sum(p.amount) as amount
              from practice.payment p
              join practice.invoice i on i.practice_id = p.practice_id and i.id = p.invoice_id
             where p.practice_id = house.here() and p.id = any(:ids) and not p.deleted
             group by 1, 2 order by 1, 2""")
        .param("ids", payments.stream().map(PaymentId::value).toArray(UUID[]::new))
        .query((row, _) -> new Into(row.getString("account"), money(row)))
        .list();
  }

  public long drafts() {
    return jdbc.sql(
            "select count(*) from practice.invoice where practice_id = house.here() and status = 'DRAFT'")
        .query(Long.class)
        .single();
  }

  /** Drafts with a day up to this one. */
  public Tally drafts(LocalDate last) {
    return jdbc.sql(
            """
            select count(*)::int as records, min(issued_on) as earliest from practice.invoice
             where practice_id = house.here() and status = 'DRAFT' and issued_on <= :last""")
        .param("last", last)
        .query(BillingFigures::tally)
        .single();
  }

  /** Of these, the approved ones that are not paid, with a day up to this one. */
  public Tally approved(Collection<InvoiceId> invoices, LocalDate last) {
    return jdbc.sql(
            """
            select count(*)::int as records, min(issued_on) as earliest from practice.invoice
             where practice_id = house.here() and status = 'APPROVED' and issued_on <= :last
               and id = any(:ids)""")
        .param("last", last)
        .param("ids", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(BillingFigures::tally)
        .single();
  }

  private static Tally tally(ResultSet row, int number) throws SQLException {
    return new Tally(row.getInt("records"), row.getObject("earliest", LocalDate.class), null);
  }
}
