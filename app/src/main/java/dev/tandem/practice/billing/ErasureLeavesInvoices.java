package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientErased;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ErasureTrace;
import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.clients.ErasureTraces;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was invoiced and paid is kept as long as tax law asks, for whoever it was. */
@Component
class ErasureLeavesInvoices implements ErasureTraces {

  private final JdbcClient jdbc;

  ErasureLeavesInvoices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<ErasureTrace> traces(ClientId client) {
    var traces = new ArrayList<ErasureTrace>();
    int open =
        count(
            "select count(*) from practice.invoice where (client_id = :client or payer_id = :client) and status in ('DRAFT', 'APPROVED')",
            client);
    if (open > 0) {
      traces.add(
          new ErasureTrace(
              What.FIRST,
              (open == 1 ? "An invoice is" : open + " invoices are")
                  + " a draft or not paid in full: settle or void "
                  + (open == 1 ? "it." : "them.")));
    }
    int invoices =
        count(
            "select count(*) from practice.invoice where client_id = :client or payer_id = :client",
            client);
    int payments =
        count(
            """
            select count(*) from practice.payment p join practice.invoice i
                on i.practice_id = p.practice_id and i.id = p.invoice_id
             where i.client_id = :client or i.payer_id = :client""",
            client);
    int others =
        count("select count(*) from practice.payment_arrangement where payer_id = :client", client);
    if (others > 0) {
      traces.add(
          new ErasureTrace(
              What.ERASED,
              "That new invoices of %s are theirs to pay."
                  .formatted(others == 1 ? "1 other" : others + " others")));
    }
    if (invoices > 0) {
      traces.add(
          new ErasureTrace(
              What.STAYS,
              "%s and %s with numbers, dates, amounts, references and lines as issued, what a line says an appointment was for and what was typed at a payment included, here and in the ledger: tax law asks for them, and forbids to change them."
                  .formatted(
                      invoices == 1 ? "1 invoice" : invoices + " invoices",
                      payments == 1 ? "1 payment" : payments + " payments")));
    }
    return traces;
  }

  /**
   * What never got a number was never issued: no law keeps its words. And nobody is asked to pay
   * for others any more.
   */
  @EventListener
  void on(ClientErased event) {
    for (String sql :
        List.of(
            """
            update practice.invoice_line l set description = 'Erased' from practice.invoice i
             where i.practice_id = l.practice_id and i.id = l.invoice_id and i.client_id = :client
               and i.number is null and i.status = 'VOIDED'""",
            """
            update practice.invoice set reference = ''
             where client_id = :client and number is null and status = 'VOIDED'""",
            "delete from practice.payment_arrangement where client_id = :client",
            "update practice.payment_arrangement set payer_id = null where payer_id = :client")) {
      jdbc.sql(sql).param("client", event.client().value()).update();
    }
  }

  private int count(String sql, ClientId client) {
    return jdbc.sql(sql).param("client", client.value()).query(Integer.class).single();
  }
}
