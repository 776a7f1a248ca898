package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whoever pays an invoice travels as the ledger's id of their contact: this is who it is. */
@Component
@Transactional(readOnly = true)
public class PayerNames {

  private static final String STRANGER = "a contact who is not known here";

  private final Links links;
  private final Clients clients;
  private final Billing billing;
  private final JdbcClient jdbc;

  PayerNames(Links links, Clients clients, Billing billing, JdbcClient jdbc) {
    this.links = links;
    this.clients = clients;
    this.billing = billing;
    this.jdbc = jdbc;
  }

  /**
   * As people here know them; a stranger as the ledger does.
   *
   * @param contact empty while they have none over there: then it is whoever pays here
   */
  public String of(UUID tenant, InvoiceId invoice, String contact) {
    return client(tenant, invoice, contact)
        .flatMap(it -> Optional.ofNullable(clients.byIds(List.of(it)).get(it)))
        .map(ClientView::name)
        .orElseGet(() -> stranger(tenant, contact));
  }

  private Optional<ClientId> client(UUID tenant, InvoiceId invoice, String contact) {
    return contact.isEmpty()
        ? billing.byIds(List.of(invoice)).stream().map(it -> it.billTo()).findFirst()
        : links.times(Kind.CLIENT, tenant, withMergedInto(tenant, contact)).stream()
            .map(it -> new ClientId(it.record()))
            .findFirst();
  }

  /** One that was merged away is who it was merged into. */
  private List<String> withMergedInto(UUID tenant, String contact) {
    return jdbc.sql(
            """
            select merged_to from practice.ledger_contact
             where tenant = :tenant and ledger_id = :contact and merged_to is not null
            union select :contact""")
        .param("tenant", tenant)
        .param("contact", contact)
        .query(String.class)
        .list();
  }

  private String stranger(UUID tenant, String contact) {
    return jdbc.sql(
            """
            select name || ', who is not known here' from practice.ledger_contact
             where tenant = :tenant and ledger_id = :contact and name <> ''""")
        .param("tenant", tenant)
        .param("contact", contact)
        .query(String.class)
        .optional()
        .orElse(STRANGER);
  }
}
