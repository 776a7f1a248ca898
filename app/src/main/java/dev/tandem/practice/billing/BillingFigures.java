package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sums that pages and reports show. All in the practice's currency. */
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
  public record Revenue(LocalDate week, @Nullable LocationId location, BigDecimal amount) {}

  private final JdbcClient jdbc;

  BillingFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What came in on that day, by method; only methods that occurred. */
  public Map<PaymentMethod, BigDecimal> takings(LocalDate day) {
    var takings = new EnumMap<PaymentMethod, BigDecimal>(PaymentMethod.class);
    jdbc.sql(
            """
            select method, sum(amount) as amount from practice.payment
             where practice_id = house.here() and paid_on = :day and not deleted group by method
            """)
        .param("day", day)
        .query(
            row -> {
              takings.put(
                  PaymentMethod.valueOf(row.getString("method")), row.getBigDecimal("amount"));
            });
    return takings;
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

  /** Every age, also the empty ones. */
  public Map<Age, BigDecimal> dueByAge(LocalDate today) {
    var due = new EnumMap<Age, BigDecimal>(Age.class);
    for (Age age : Age.values()) {
      due.put(age, new BigDecimal("0.00"));
    }
    jdbc.sql(
            """
            select case when due_on >= :today then 'NOT_YET'
                        when due_on >= :today::date - 30 then 'MONTH'
                        when due_on >= :today::date - 60 then 'TWO_MONTHS'
                        when due_on >= :today::date - 90 then 'THREE_MONTHS'
                        else 'LONGER' end as age,
                   sum(due) as due
              from practice.invoice
             where practice_id = house.here() and status = 'APPROVED' group by 1
            """)
        .param("today", today)
        .query(
            row -> {
              due.put(Age.valueOf(row.getString("age")), row.getBigDecimal("due"));
            });
    return due;
  }

  /** What was invoiced in the weeks from this day on, drafts and void ones left out. */
  public List<Revenue> revenueSince(LocalDate from) {
    return jdbc.sql(
            """
            select date_trunc('week', issued_on)::date as week, location_id, sum(subtotal) as amount
              from practice.invoice
             where practice_id = house.here() and issued_on >= :from and status in ('APPROVED', 'PAID')
             group by 1, 2 order by 1
            """)
        .param("from", from)
        .query(
            (row, _) ->
                new Revenue(
                    Column.date(row, "week"), Column.location(row), row.getBigDecimal("amount")))
        .list();
  }

  /**
   * What invoices book on an account.
   *
   * @param account its code, as the lines name it
   * @param amount without tax
   * @param tax what goes on top to the tax office
   */
  public record OnAccount(String account, BigDecimal amount, BigDecimal tax) {}

  /** What these invoices book on each account, by code; void ones book nothing. */
  public List<OnAccount> byAccount(Collection<InvoiceId> invoices) {
    return jdbc.sql(
            """
            select l.account_code,
                   sum(case i.line_amounts when 'INCLUSIVE' then l.amount - l.tax else l.amount end) as amount,
                   sum(l.tax) as tax
              from practice.invoice i
              join practice.invoice_line l on l.practice_id = i.practice_id and l.invoice_id = i.id
             where i.practice_id = house.here() and i.id = any(:ids) and i.status <> 'VOIDED'
             group by l.account_code order by l.account_code""")
        .param("ids", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(
            (row, _) ->
                new OnAccount(
                    row.getString("account_code"),
                    row.getBigDecimal("amount"),
                    row.getBigDecimal("tax")))
        .list();
  }

  /**
   * What these payments bring, by the account that they name; under an empty code those that name
   * none.
   */
  public Map<String, BigDecimal> paidInto(Collection<PaymentId> payments) {
    var sums = new TreeMap<String, BigDecimal>();
    jdbc.sql(
            """
            select coalesce(account_code, '') as account, sum(amount) as amount from practice.payment
             where practice_id = house.here() and id = any(:ids) and not deleted group by 1""")
        .param("ids", payments.stream().map(PaymentId::value).toArray(UUID[]::new))
        .query(
            row -> {
              sums.put(row.getString("account"), row.getBigDecimal("amount"));
            });
    return sums;
  }

  /** What the client owes in all: also for others, and not what others owe for them. */
  public BigDecimal balance(ClientId client) {
    return jdbc.sql(
            """
            select coalesce(sum(due), 0.00) from practice.invoice
             where practice_id = house.here() and status = 'APPROVED'
               and (client_id = :client and payer_id is null or payer_id = :client)
            """)
        .param("client", client.value())
        .query(BigDecimal.class)
        .single();
  }

  /** What of that is past its day. */
  public BigDecimal overdue(ClientId client, LocalDate today) {
    return jdbc.sql(
            """
            select coalesce(sum(due), 0.00) from practice.invoice
             where practice_id = house.here() and client_id = :client and status = 'APPROVED'
               and due_on < :today""")
        .param("client", client.value())
        .param("today", today)
        .query(BigDecimal.class)
        .single();
  }

  public long drafts() {
    return jdbc.sql(
            "select count(*) from practice.invoice where practice_id = house.here() and status = 'DRAFT'")
        .query(Long.class)
        .single();
  }
}
