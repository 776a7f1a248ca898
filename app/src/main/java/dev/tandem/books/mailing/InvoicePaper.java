package dev.tandem.books.mailing;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.mailing.Places.Place;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Refused;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An invoice as the ledger shows it to the client: its online page and its PDF. */
@Component
public class InvoicePaper {

  private final Places places;
  private final Lanes lanes;
  private final JdbcClient jdbc;
  private final TransactionTemplate inPractice;

  InvoicePaper(Places places, Lanes lanes, JdbcClient jdbc, TransactionTemplate inPractice) {
    this.places = places;
    this.lanes = lanes;
    this.jdbc = jdbc;
    this.inPractice = inPractice;
  }

  /** Whether the ledger has it. */
  public boolean there(InvoiceId invoice) {
    return places.find(invoice).isPresent();
  }

  /** The client's page of it as far as it is known here; calls nobody. */
  public Optional<String> known(InvoiceId invoice) {
    return places.find(invoice).flatMap(this::stored);
  }

  private Optional<String> stored(Place place) {
    return inPractice.execute(_ -> read(place));
  }

  private Optional<String> read(Place place) {
    return jdbc.sql("select url from practice.online_invoice where invoice = ? and tenant = ?")
        .params(place.invoice().value(), tenant(place))
        .query(String.class)
        .optional();
  }

  private static UUID tenant(Place place) {
    return UUID.fromString(place.binding().tenantId());
  }

  /**
   * The client's page, asked for at the ledger once in an invoice's life. Without an open
   * transaction.
   *
   * @throws Refused in words, if there is none or the ledger cannot be asked
   */
  public String onlineAddress(InvoiceId invoice) {
    Place place = places.reachable(invoice);
    return stored(place).orElseGet(() -> ask(place));
  }

  private String ask(Place place) {
    String url =
        visit(
                place,
                calls ->
                    calls
                        .call(
                            reading("paper: online address"),
                            it -> it.onlineAddress(place.ledgerId()))
                        .value())
            .orElseThrow(() -> new Refused("Xero has no online page for this invoice."));
    inPractice.executeWithoutResult(_ -> keep(place, url));
    return url;
  }

  private void keep(Place place, String url) {
    jdbc.sql(
            """
            insert into practice.online_invoice (invoice, tenant, url) values (?, ?, ?)
            on conflict (practice_id, invoice, tenant) do nothing""")
        .params(place.invoice().value(), tenant(place), url)
        .update();
  }

  /**
   * The PDF as the ledger prints it now; kept nowhere. Without an open transaction.
   *
   * @throws Refused in words, if there is none or the ledger cannot be asked
   */
  public byte[] pdf(InvoiceId invoice) {
    Place place = places.reachable(invoice);
    return visit(
        place,
        calls -> calls.call(reading("paper: PDF"), it -> it.print(place.ledgerId())).value());
  }

  private static Operation reading(String name) {
    return Operation.read(LaneClass.PERSON, Kind.INVOICE, name, 1);
  }

  private <T> T visit(Place place, Function<LaneCalls, T> work) {
    try {
      return lanes.visit(place.binding().id(), work);
    } catch (LaneStopped e) {
      throw new Refused(Trouble.inWords(e));
    } catch (LedgerTrouble e) {
      throw new Refused(Trouble.inWords(e));
    }
  }
}
