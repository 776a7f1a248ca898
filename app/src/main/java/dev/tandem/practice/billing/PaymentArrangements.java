package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who pays whose invoices, and when. Each invoice takes it when it is written and can say something
 * else; those that are there stay as they are.
 */
@Component
@Transactional
public class PaymentArrangements {

  private final JdbcClient jdbc;
  private final Clients clients;
  private final Setup setup;
  private final AuditTrail trail;
  private final Changes changes;

  PaymentArrangements(
      JdbcClient jdbc, Clients clients, Setup setup, AuditTrail trail, Changes changes) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.setup = setup;
    this.trail = trail;
    this.changes = changes;
  }

  @Transactional(readOnly = true)
  public PaymentArrangement of(ClientId client) {
    return jdbc.sql(
            """
            select payer_id, terms_rule, terms_days from practice.payment_arrangement
             where practice_id = house.here() and client_id = ?""")
        .param(client.value())
        .query((row, _) -> arrangement(row))
        .optional()
        .orElse(PaymentArrangement.NONE);
  }

  private static PaymentArrangement arrangement(ResultSet row) throws SQLException {
    UUID payer = Column.id(row, "payer_id");
    String rule = row.getString("terms_rule");
    return new PaymentArrangement(
        payer == null ? null : new ClientId(payer),
        rule == null
            ? null
            : new PaymentTerms(PaymentTerms.Rule.valueOf(rule), row.getInt("terms_days")));
  }

  /** Who pays what is invoiced for the client; null for the client. */
  @Transactional(readOnly = true)
  public @Nullable ClientId payerOf(ClientId client) {
    return of(client).payer();
  }

  /** When an invoice is due that they pay; the practice's terms where nothing else is arranged. */
  @Transactional(readOnly = true)
  public PaymentTerms termsOf(@Nullable ClientId payer) {
    PaymentTerms own = payer == null ? null : of(payer).terms();
    return own == null ? setup.preferences().paymentTerms() : own;
  }

  /** Why nobody can be billed for the client by what is arranged; empty if somebody can. */
  @Transactional(readOnly = true)
  public Optional<String> obstacle(ClientId client) {
    return Optional.ofNullable(payerOf(client))
        .map(clients::find)
        .filter(ClientView::archived)
        .map(
            it ->
                "%s, who pays for this client, is archived. Restore them, or say on the client’s page who pays now."
                    .formatted(it.name()));
  }

  /** Those whose invoices they pay, in no particular order. */
  @Transactional(readOnly = true)
  public List<ClientId> paidBy(ClientId payer, int most) {
    return jdbc.sql(
            """
            select client_id from practice.payment_arrangement
             where practice_id = house.here() and payer_id = :payer limit :most""")
        .param("payer", payer.value())
        .param("most", most)
        .query((row, _) -> new ClientId(Column.id(row, "client_id")))
        .list();
  }

  /**
   * @throws InvalidInput under {@code payer} or {@code termsDays}
   */
  public void arrange(ClientId client, PaymentArrangement wanted) {
    clients.find(client);
    PaymentArrangement it = checked(client, wanted);
    if (it.equals(of(client))) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.payment_arrangement (client_id, payer_id, terms_rule, terms_days)
            values (:client, :payer, :rule, :days)
            on conflict (practice_id, client_id) do update
               set payer_id = excluded.payer_id, terms_rule = excluded.terms_rule,
                   terms_days = excluded.terms_days""")
        .param("client", client.value())
        .param("payer", it.payer() == null ? null : it.payer().value(), Types.OTHER)
        .param("rule", it.terms() == null ? null : it.terms().rule().name(), Types.VARCHAR)
        .param("days", it.terms() == null ? null : it.terms().days(), Types.INTEGER)
        .update();
    var record = new RecordRef("client", client.value());
    trail.note(record, client.value(), "changed", told(it));
    changes.announce(record);
    // Where their invoices are listed it stands, too.
    changes.announce(new RecordRef("invoice", client.value()));
  }

  private PaymentArrangement checked(ClientId client, PaymentArrangement wanted) {
    if (wanted.terms() != null) {
      wanted.terms().check("termsDays");
    }
    if (wanted.payer() == null || wanted.payer().equals(client)) {
      return new PaymentArrangement(null, wanted.terms());
    }
    ClientView payer = clients.find(wanted.payer());
    if (payer.archived()) {
      throw new InvalidInput("payer", payer.name() + " is archived: restore them first");
    }
    return wanted;
  }

  /** Without a name: the story outlives an erased payer. */
  private static String told(PaymentArrangement it) {
    return "arranged that invoices are paid by %s, %s"
        .formatted(
            it.payer() == null ? "the client" : "another",
            it.terms() == null ? "by the practice’s terms" : "due " + it.terms().text());
  }
}
