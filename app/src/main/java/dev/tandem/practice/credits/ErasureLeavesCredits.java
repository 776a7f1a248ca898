package dev.tandem.practice.credits;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ErasureTrace;
import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.clients.ErasureTraces;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Credit that is left is the client's money; what was credited is kept as long as its invoice. */
@Component
class ErasureLeavesCredits implements ErasureTraces {

  private static final String OF_CLIENT =
      """
      from practice.credit_note n
      join practice.invoice i on i.practice_id = n.practice_id and i.id = n.invoice_id
     where coalesce(i.payer_id, i.client_id) = :client""";

  private final JdbcClient jdbc;

  ErasureLeavesCredits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of one currency. */
  private record Left(String currency, BigDecimal amount) {}

  @Override
  public List<ErasureTrace> traces(ClientId client) {
    var traces = new ArrayList<ErasureTrace>();
    left(client).forEach(it -> traces.add(first(it)));
    int notes = count("select count(*) " + OF_CLIENT, client);
    int refunds =
        count(
            "select count(*) from practice.refund r where exists (select "
                + OF_CLIENT
                + " and n.id = r.credit_note_id)",
            client);
    if (notes > 0) {
      traces.add(
          new ErasureTrace(
              What.STAYS,
              "%s and %s with numbers, dates, amounts and reasons as written, here and in the ledger: they belong to the invoices."
                  .formatted(
                      notes == 1 ? "1 credit note" : notes + " credit notes",
                      refunds == 1 ? "1 refund" : refunds + " refunds")));
    }
    return traces;
  }

  private static ErasureTrace first(Left it) {
    return new ErasureTrace(
        What.FIRST,
        "%s of credit is left to them: give it back, or void the credit note."
            .formatted(Money.text(it.amount(), it.currency())));
  }

  private List<Left> left(ClientId client) {
    return jdbc.sql(
            """
            select currency, sum(open) as open from (
              select n.currency,
                     n.total
                     - coalesce((select sum(a.amount) from practice.allocation a
                                  where a.credit_note_id = n.id and not a.removed), 0)
                     - coalesce((select sum(r.amount) from practice.refund r
                                  where r.credit_note_id = n.id and not r.removed), 0) as open
              %s and n.status <> 'VOIDED') notes
             where open > 0 group by currency order by currency"""
                .formatted(OF_CLIENT))
        .param("client", client.value())
        .query((row, _) -> new Left(row.getString(1), row.getBigDecimal(2)))
        .list();
  }

  private int count(String sql, ClientId client) {
    return jdbc.sql(sql).param("client", client.value()).query(Integer.class).single();
  }
}
