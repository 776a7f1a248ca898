package dev.tandem.books.reference;

import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Reply;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what an organisation's books are made of: two calls for the chart, five for the rest. */
@Component
public class ReferenceReading {

  private final Chart chart;
  private final PriceList prices;
  private final Arrangement arrangement;
  private final ClosedBooks closed;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate inPractice;

  ReferenceReading(
      Chart chart,
      PriceList prices,
      Arrangement arrangement,
      ClosedBooks closed,
      Changes changes,
      ApplicationEventPublisher events,
      TransactionTemplate inPractice) {
    this.chart = chart;
    this.prices = prices;
    this.arrangement = arrangement;
    this.closed = closed;
    this.changes = changes;
    this.events = events;
    this.inPractice = inPractice;
  }

  /** What one reading of a part takes. */
  public static int calls(ReferencePart part) {
    return switch (part) {
      case CHART -> 2;
      case DETAILS -> 5;
    };
  }

  /**
   * Without an open transaction.
   *
   * @param wanted what it is done for
   * @param began when it was decided to read
   * @param done what else belongs to the transaction that keeps what was read
   */
  public void read(
      ReferencePart part, LaneClass wanted, Instant began, LaneCalls calls, Runnable done) {
    Runnable keep =
        switch (part) {
          case CHART -> chart(wanted, calls);
          case DETAILS -> details(wanted, calls);
        };
    UUID tenant = calls.scope().tenant();
    inPractice.executeWithoutResult(
        _ -> {
          LocalDate before = closed.until(tenant).orElse(LocalDate.MIN);
          keep.run();
          arrangement.readNow(tenant, part, began);
          changes.announce(new RecordRef("reference", tenant));
          if (closed.until(tenant).orElse(LocalDate.MIN).isBefore(before)) {
            events.publishEvent(new BooksOpened(tenant));
          }
          events.publishEvent(new ReferenceRead(tenant, part));
          done.run();
        });
  }

  private Runnable chart(LaneClass wanted, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    var accounts = call(wanted, "accounts", calls, Books::accounts);
    var rates = call(wanted, "tax rates", calls, Books::taxRates);
    return () -> {
      chart.storeAccounts(tenant, accounts);
      chart.storeTaxRates(tenant, rates);
    };
  }

  private Runnable details(LaneClass wanted, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    var settings = call(wanted, "organisation settings", calls, Books::settings);
    var tracking = call(wanted, "tracking", calls, Books::tracking);
    var items = call(wanted, "items", calls, Books::items);
    var currencies = call(wanted, "currencies", calls, Books::currencies);
    var themes = call(wanted, "branding themes", calls, Books::brandingThemes);
    return () -> {
      arrangement.storeSettings(tenant, settings);
      prices.storeTracking(tenant, tracking);
      prices.storeItems(tenant, items);
      arrangement.storeCurrencies(tenant, currencies);
      arrangement.storeBrandingThemes(tenant, themes);
    };
  }

  /** Whoever waits for it: it is spent on the reference. */
  private static <T> T call(
      LaneClass wanted, String name, LaneCalls calls, Function<Books, Reply<T>> call) {
    return calls
        .call(new Operation(wanted, null, name, false, 0, null, Job.REFERENCE), call)
        .value();
  }
}
