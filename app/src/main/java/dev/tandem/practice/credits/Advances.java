package dev.tandem.practice.credits;

import dev.tandem.practice.billing.DaysBetweenTwins;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clients' money that no invoice owes: deposits, and what was paid too much. It is the client's
 * until an invoice uses it or it is given back.
 */
@Component
@Transactional
public class Advances {

  private final AdvanceRepository advances;
  private final WholeAdvances whole;
  private final Clients clients;
  private final Setup setup;
  private final ObjectProvider<AdvanceTravel> travel;
  private final AuditTrail trail;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Advances(
      AdvanceRepository advances,
      WholeAdvances whole,
      Clients clients,
      Setup setup,
      ObjectProvider<AdvanceTravel> travel,
      AuditTrail trail,
      Changes changes,
      ApplicationEventPublisher events,
      Clock clock) {
    this.advances = advances;
    this.whole = whole;
    this.clients = clients;
    this.setup = setup;
    this.travel = travel;
    this.trail = trail;
    this.changes = changes;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Takes money of a client before there is an invoice. The ledger hears of it by itself.
   *
   * @throws dev.tandem.shared.InvalidInput if an amount, day or text cannot be
   * @throws Refused if the client is archived
   */
  public AdvanceId takeDeposit(AdvanceDetails wanted) {
    return takeDeposit(fresh(), wanted);
  }

  /**
   * Keeps what was paid beyond an invoice as its payer's credit; the caller holds the invoice.
   *
   * @param amount what is too much, 2 decimals, above zero
   */
  AdvanceId keepOverpayment(
      AdvanceId page, InvoiceView invoice, PaymentDetails paid, BigDecimal amount) {
    var taken =
        new AdvanceView(
            page,
            invoice.billTo(),
            invoice.location(),
            AdvanceSort.OVERPAYMENT,
            invoice.id(),
            paid.date(),
            invoice.currency(),
            amount.setScale(2),
            paid.method(),
            paid.reference().strip(),
            false,
            null,
            false,
            clock.instant(),
            List.of(),
            List.of());
    advances.add(taken);
    note(
        taken,
        "taken",
        "kept %s as credit: more was paid than %s owed".formatted(amount(taken), invoice.number()));
    events.publishEvent(new AdvanceTaken(page));
    return page;
  }

  /** An id for a page that somebody is about to fill in. */
  public AdvanceId fresh() {
    return new AdvanceId(Ids.next(clock));
  }

  /**
   * The same, once: asked again with the id of the same page, it is the same deposit.
   *
   * @param page from {@link #fresh}; one that is no such id is not used
   */
  public AdvanceId takeDeposit(AdvanceId page, AdvanceDetails wanted) {
    AdvanceDetails details = takeable(wanted);
    AdvanceId id = Ids.isRandom(page.value()) ? page : fresh();
    var taken =
        new AdvanceView(
            id,
            details.client(),
            details.location(),
            AdvanceSort.DEPOSIT,
            null,
            details.date(),
            setup.practice().currency(),
            details.amount().setScale(2),
            details.method(),
            details.reference().strip(),
            false,
            null,
            false,
            clock.instant(),
            List.of(),
            List.of());
    if (!advances.add(taken)) {
      return id;
    }
    note(taken, "taken", "took a deposit of " + amount(taken) + " by " + taken.method().label());
    events.publishEvent(new AdvanceTaken(id));
    return id;
  }

  /**
   * @throws dev.tandem.shared.InvalidInput as {@link #takeDeposit(AdvanceDetails)}
   * @throws Refused likewise
   */
  AdvanceDetails takeable(AdvanceDetails wanted) {
    AdvanceDetails details = wanted.checked(today(), setup.practice().currency());
    if (clients.find(details.client()).archived()) {
      throw new Refused("Archived: restore the record first, then take the deposit.");
    }
    if (details.location() != null) {
      setup.location(details.location());
    }
    return details;
  }

  /**
   * Takes back what was recorded by mistake. Again changes nothing.
   *
   * @throws Refused if it is in the ledger or on its way there: Xero lets no program take that away
   */
  public ClientId remove(AdvanceId id) {
    AdvanceView held = whole.hold(id);
    if (held.removed()) {
      return held.client();
    }
    if (held.allocated().signum() != 0) {
      throw new Refused("An invoice uses some of it. Take that off the invoice first.");
    }
    if (held.refunded().signum() != 0) {
      throw new Refused("It was given back, so the money did come in. Both stay as they are.");
    }
    boolean begun = travel.stream().anyMatch(it -> it.begun(id));
    if (held.ledgerId() != null || begun) {
      throw new Refused(
          "It is in Xero or on its way there, where only a person can take it away: void it in Xero and it is gone here, too. If the money goes back to the client, give it back instead.");
    }
    advances.store(held.as(held.date(), held.amount(), true));
    note(held, "removed", "removed the " + held.word() + " of " + amount(held));
    events.publishEvent(new AdvanceRemoved(id));
    return held.client();
  }

  private void note(AdvanceView it, String action, String text) {
    var record = new RecordRef("advance", it.id().value());
    trail.note(record, it.client().value(), action, text);
    changes.announce(List.of(record, new RecordRef("client", it.client().value())));
  }

  private static String amount(AdvanceView it) {
    return Money.text(it.amount(), it.currency());
  }

  @Transactional(readOnly = true)
  public AdvanceView find(AdvanceId id) {
    return whole.find(id);
  }

  /** Those that exist. */
  @Transactional(readOnly = true)
  public List<AdvanceView> byIds(Collection<AdvanceId> ids) {
    return whole.byIds(ids);
  }

  /** Newest first, removed ones included. */
  @Transactional(readOnly = true)
  public List<AdvanceView> ofClient(ClientId client) {
    return whole.with(advances.ofClient(client));
  }

  /** Those that an invoice can use something of, oldest first. */
  @Transactional(readOnly = true)
  public List<AdvanceView> usable(ClientId client, String currency) {
    return ofClient(client).reversed().stream()
        .filter(it -> it.currency().equals(currency) && it.remaining().signum() > 0)
        .toList();
  }

  /**
   * Those that may be the same money as what comes in on this day: all else of a client's past is
   * not looked at. Oldest first, credit notes left out.
   */
  @Transactional(readOnly = true)
  public List<AdvanceView> near(ClientId client, String currency, LocalDate day) {
    return whole.with(
        advances.moneyOf(
            client,
            currency,
            day.minusDays(DaysBetweenTwins.MOST),
            day.plusDays(DaysBetweenTwins.MOST)));
  }

  /** Those that settle something of this invoice, or did. */
  @Transactional(readOnly = true)
  public List<AdvanceView> settling(InvoiceId invoice) {
    return whole.settling(invoice);
  }

  /** Taken at the desk on that day of the practice's, oldest first. */
  @Transactional(readOnly = true)
  public List<AdvanceView> ofDay(LocalDate day) {
    return whole.with(advances.ofDay(day));
  }

  /** Today in the practice's zone. */
  @Transactional(readOnly = true)
  public LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
