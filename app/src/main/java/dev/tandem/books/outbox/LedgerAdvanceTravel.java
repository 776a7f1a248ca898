package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceTravel;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far credits have come on their way to the ledger, and into whose books. */
@Component
class LedgerAdvanceTravel implements AdvanceTravel {

  private final Besides besides;
  private final Destinations destinations;
  private final Billing billing;
  private final ObjectProvider<Advances> advances;
  private final ObjectProvider<Credits> credits;
  private final JdbcClient jdbc;

  LedgerAdvanceTravel(
      Besides besides,
      Destinations destinations,
      Billing billing,
      ObjectProvider<Advances> advances,
      ObjectProvider<Credits> credits,
      JdbcClient jdbc) {
    this.besides = besides;
    this.destinations = destinations;
    this.billing = billing;
    this.advances = advances;
    this.credits = credits;
    this.jdbc = jdbc;
  }

  @Override
  public boolean begun(AdvanceId advance) {
    besides.lock(Kind.ADVANCE, advance.value());
    return !besides.begun(Kind.ADVANCE, List.of(advance.value())).isEmpty();
  }

  @Override
  public boolean together(CreditSource credit, InvoiceId invoice) {
    UUID where =
        switch (credit) {
          case AdvanceId id ->
              place(
                  Kind.ADVANCE,
                  id.value(),
                  destinations.of(advances.getObject().find(id).location()));
          // A credit note is where its invoice is.
          case CreditNoteId id -> place(credits.getObject().find(id).invoice());
        };
    return where.equals(place(invoice));
  }

  private UUID place(InvoiceId invoice) {
    return place(Kind.INVOICE, invoice.value(), destinations.of(billing.find(invoice).location()));
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
