package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceTravel;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far advances have come on their way to the ledger, and into whose books. */
@Component
class LedgerAdvanceTravel implements AdvanceTravel {

  private final Besides besides;
  private final Destinations destinations;
  private final Billing billing;
  private final ObjectProvider<Advances> advances;
  private final JdbcClient jdbc;

  LedgerAdvanceTravel(
      Besides besides,
      Destinations destinations,
      Billing billing,
      ObjectProvider<Advances> advances,
      JdbcClient jdbc) {
    this.besides = besides;
    this.destinations = destinations;
    this.billing = billing;
    this.advances = advances;
    this.jdbc = jdbc;
  }

  @Override
  public boolean begun(AdvanceId advance) {
    besides.lock(Kind.ADVANCE, advance.value());
    return !besides.begun(Kind.ADVANCE, List.of(advance.value())).isEmpty();
  }

  @Override
  public boolean together(AdvanceId advance, InvoiceId invoice) {
    AdvanceView money = advances.getObject().find(advance);
    UUID ours = place(Kind.ADVANCE, advance.value(), destinations.of(money.location()));
    UUID its =
        place(Kind.INVOICE, invoice.value(), destinations.of(billing.find(invoice).location()));
    return ours.equals(its);
  }

  /** Where the record is, else where it waits, else where it would go. */
  private UUID place(Kind kind, UUID record, UUID otherwise) {
    return jdbc.sql(
            """
            select coalesce((select l.tenant from practice.link l
                              where l.kind = :kind and l.record = :record limit 1),
                            (select p.tenant from practice.pending_push p
                              where p.kind = :kind and p.record = :record limit 1),
                            :otherwise)""")
        .param("kind", kind.text())
        .param("record", record)
        .param("otherwise", otherwise)
        .query(UUID.class)
        .single();
  }
}
