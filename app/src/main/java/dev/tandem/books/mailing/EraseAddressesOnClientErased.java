package dev.tandem.books.mailing;

import dev.tandem.practice.clients.ClientErased;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** That an invoice was e-mailed stays, to where it was does not. */
@Component
class EraseAddressesOnClientErased {

  private final JdbcClient jdbc;

  EraseAddressesOnClientErased(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void on(ClientErased event) {
    jdbc.sql(
            """
            update practice.ledger_mail m set recipients = '{an erased address}', problem = null
              from practice.invoice i
             where i.practice_id = m.practice_id and i.id = m.invoice and coalesce(i.payer_id, i.client_id) = ?""")
        .param(event.client().value())
        .update();
  }
}
