package dev.tandem.practice.billing;

import dev.tandem.practice.clients.Balance;
import dev.tandem.practice.clients.BalancesNow;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What invoices come to for who pays them. */
@Component
@Transactional(readOnly = true)
class BalancesOfClients implements BalancesNow {

  /**
   * @param overdue null where nothing is
   */
  private record Sum(ClientId client, Money due, @Nullable Money overdue) {}

  private final JdbcClient jdbc;
  private final Setup setup;
  private final Clock clock;

  BalancesOfClients(JdbcClient jdbc, Setup setup, Clock clock) {
    this.jdbc = jdbc;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  public Balance of(ClientId client) {
    return of(List.of(client)).getOrDefault(client, Balance.NOTHING);
  }

  @Override
  public Map<ClientId, Balance> of(Collection<ClientId> clients) {
    var balances = new HashMap<ClientId, Balance>();
    if (clients.isEmpty()) {
      return balances;
    }
    clients.forEach(it -> balances.put(it, Balance.NOTHING));
    sums(clients).forEach(it -> balances.compute(it.client(), (_, sofar) -> with(sofar, it)));
    return balances;
  }

  private static Balance with(@Nullable Balance sofar, Sum sum) {
    Balance before = sofar == null ? Balance.NOTHING : sofar;
    return new Balance(and(before.due(), sum.due()), and(before.overdue(), sum.overdue()));
  }

  private static List<Money> and(List<Money> before, @Nullable Money one) {
    if (one == null) {
      return before;
    }
    var all = new ArrayList<>(before);
    all.add(one);
    return List.copyOf(all);
  }

  private List<Sum> sums(Collection<ClientId> clients) {
    // The two sides of "or" are what the two indexes have.
    return jdbc.sql(
            """
            select coalesce(payer_id, client_id) as owes, currency, sum(due) as due,
                   sum(due) filter (where due_on < :today) as overdue
              from practice.invoice
             where practice_id = house.here() and status = 'APPROVED'
               and (client_id = any(:clients) and payer_id is null or payer_id = any(:clients))
             group by 1, 2 having sum(due) <> 0 order by 2
            """)
        .param("today", LocalDate.now(clock.withZone(setup.practice().zone())))
        .param("clients", clients.stream().map(ClientId::value).toArray(UUID[]::new))
        .query(
            (row, _) -> {
              String currency = row.getString("currency");
              var overdue = row.getBigDecimal("overdue");
              return new Sum(
                  new ClientId(Column.id(row, "owes")),
                  new Money(row.getBigDecimal("due"), currency),
                  overdue == null ? null : new Money(overdue, currency));
            })
        .list();
  }

  /** Which invoices they pay: what is open first, however much, then the latest paid ones. */
  List<InvoiceId> invoices(ClientId client, int atLeast) {
    return jdbc.sql(
            """
            select id from (
              select id, status = 'APPROVED' and due <> 0 as open,
                     row_number() over (order by status = 'APPROVED' and due <> 0 desc,
                                                 issued_on desc, id desc) as place
                from practice.invoice
               where practice_id = house.here() and status in ('APPROVED', 'PAID')
                 and (client_id = :client and payer_id is null or payer_id = :client)) i
             where open or place <= :atLeast
             order by place
            """)
        .param("client", client.value())
        .param("atLeast", atLeast)
        .query((row, _) -> new InvoiceId(Column.id(row, "id")))
        .list();
  }
}
