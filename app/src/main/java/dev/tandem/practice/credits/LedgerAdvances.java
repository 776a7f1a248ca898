package dev.tandem.practice.credits;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger tells of advances. It happened there, so nothing of it is refused here. */
@Component
@Transactional
public class LedgerAdvances {

  private final AdvanceRepository advances;
  private final LedgerCreditRepository others;
  private final Settled settled;
  private final AuditTrail trail;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  LedgerAdvances(
      AdvanceRepository advances,
      LedgerCreditRepository others,
      Settled settled,
      AuditTrail trail,
      Changes changes,
      ApplicationEventPublisher events,
      Clock clock) {
    this.advances = advances;
    this.others = others;
    this.settled = settled;
    this.trail = trail;
    this.changes = changes;
    this.events = events;
    this.clock = clock;
  }

  /**
   * An advance as the ledger has it.
   *
   * @param ledgerId its id there
   * @param reference as it was typed
   */
  public record Told(
      String ledgerId,
      ClientId client,
      AdvanceSort sort,
      LocalDate date,
      String currency,
      BigDecimal amount,
      String reference) {}

  /** Remembers under which id the ledger knows it. */
  public void isKnownAs(AdvanceId id, String ledgerId) {
    isNobodyElses(ledgerId);
    advances.store(hold(id).knownAs(ledgerId));
  }

  /**
   * Invoices that were read before this may list it as somebody's: then it would count twice, by
   * that and by what it settles. They are taken before the advance's row, as everywhere.
   */
  private void isNobodyElses(String ledgerId) {
    others
        .forget(ledgerId)
        .forEach(
            it ->
                settled.review(it, "credited", "saw that a credit in the ledger is the client’s"));
  }

  /** It was recorded over there, for a client of ours. */
  public void record(AdvanceId id, Told told) {
    add(id, told, true, "recorded", "saw that a credit of %s was recorded in the ledger");
  }

  /** It was taken here once, and this database has forgotten it. */
  public void bringBack(AdvanceId id, Told told) {
    add(
        id,
        told,
        false,
        "brought-back",
        "brought a deposit of %s back from the ledger after a restore");
  }

  private void add(AdvanceId id, Told told, boolean fromLedger, String action, String text) {
    var it =
        new AdvanceView(
            id,
            told.client(),
            null,
            told.sort(),
            null,
            told.date(),
            told.currency(),
            told.amount().setScale(2),
            fromLedger ? PaymentMethod.LEDGER : PaymentMethod.OTHER,
            told.reference().strip(),
            fromLedger,
            told.ledgerId(),
            false,
            clock.instant(),
            List.of(),
            List.of());
    isNobodyElses(told.ledgerId());
    advances.add(it);
    note(it, action, text.formatted(Money.text(it.amount(), it.currency())));
  }

  /** Day or amount were changed there. */
  public void changed(AdvanceId id, LocalDate date, BigDecimal amount) {
    AdvanceView held = hold(id);
    if (!held.date().equals(date) || held.amount().compareTo(amount) != 0) {
      advances.store(held.as(date, amount.setScale(2), held.removed()));
      note(
          held,
          "changed",
          "saw that the %s of %s is %s of %s in the ledger"
              .formatted(
                  held.word(),
                  Money.figures(held.amount(), held.currency()),
                  Money.figures(amount, held.currency()),
                  date));
    }
  }

  /** A person voided it over there. */
  public void voided(AdvanceId id) {
    AdvanceView held = hold(id);
    if (!held.removed()) {
      advances.store(held.as(held.date(), held.amount(), true));
      note(
          held,
          "voided",
          "saw that the %s of %s was voided in the ledger"
              .formatted(held.word(), Money.figures(held.amount(), held.currency())));
      events.publishEvent(new AdvanceVoided(id));
    }
  }

  /**
   * Nobody recorded that it was voided: a person here says of one that is gone there that it is.
   */
  public void gone(AdvanceId id) {
    AdvanceView held = hold(id);
    if (!held.removed()) {
      advances.store(held.as(held.date(), held.amount(), true));
      note(
          held,
          "voided",
          "said that the %s of %s, which Xero no longer has, is gone here, too"
              .formatted(held.word(), Money.figures(held.amount(), held.currency())));
      events.publishEvent(new AdvanceVoided(id));
    }
  }

  /** Taken here, counting, and under no id of the ledger's. */
  @Transactional(readOnly = true)
  public List<AdvanceView> unknownThere() {
    return advances.unknownThere();
  }

  private AdvanceView hold(AdvanceId id) {
    return advances.hold(id).orElseThrow(() -> new NoSuchRecord("deposit", id));
  }

  private void note(AdvanceView it, String action, String text) {
    var record = new RecordRef("advance", it.id().value());
    trail.note(record, it.client().value(), action, text);
    changes.announce(List.of(record, new RecordRef("client", it.client().value())));
  }
}
