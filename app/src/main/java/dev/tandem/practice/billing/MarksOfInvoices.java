package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.BillingMark;
import dev.tandem.practice.appointments.InvoiceNow;
import dev.tandem.practice.appointments.InvoicesNow;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What appointments show of their invoices. */
@Component
class MarksOfInvoices implements InvoicesNow {

  private final JdbcClient jdbc;
  private final Setup setup;
  private final Clock clock;

  MarksOfInvoices(JdbcClient jdbc, Setup setup, Clock clock) {
    this.jdbc = jdbc;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public Map<UUID, InvoiceNow> of(Collection<UUID> invoices) {
    var marks = new HashMap<UUID, InvoiceNow>();
    if (invoices.isEmpty()) {
      return marks;
    }
    LocalDate today = LocalDate.now(clock.withZone(setup.practice().zone()));
    jdbc.sql(
            """
            select id, case status when 'DRAFT' then 'DRAFT' when 'PAID' then 'PAID' when 'VOIDED' then 'NONE'
                       else case when due_on < :today then 'OVERDUE'
                                 when due < total then 'PART_PAID' else 'DUE' end end as mark,
                   case status when 'APPROVED' then due end as due, currency
              from practice.invoice where practice_id = house.here() and id = any (:ids)""")
        .param("today", today)
        .param("ids", invoices.toArray(UUID[]::new))
        .query(
            row -> {
              BigDecimal due = row.getBigDecimal("due");
              marks.put(
                  Column.id(row, "id"),
                  new InvoiceNow(
                      BillingMark.valueOf(row.getString("mark")),
                      due == null ? null : new Money(due, row.getString("currency"))));
            });
    return marks;
  }
}
