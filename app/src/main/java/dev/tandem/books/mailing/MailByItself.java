package dev.tandem.books.mailing;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
import dev.tandem.books.mailing.Mailing.State;
import dev.tandem.books.mailing.Places.Place;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the ledger e-mail an invoice that was approved here, once, to the addresses that it has then.
 * It is taken off what is due in the transaction that writes down that it is asked for: whatever
 * happens afterwards, it is not asked for again by itself.
 */
@Component
class MailByItself {

  private static final int MOST_TRIES = 12;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private static final Set<Remedy> PASSES = Set.of(Remedy.WAIT, Remedy.LATER, Remedy.RECONNECT);

  private static final Logger log = LoggerFactory.getLogger(MailByItself.class);

  private final MailDue due;
  private final Mailings mailings;
  private final InvoiceMail mail;
  private final Places places;
  private final Billing billing;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  MailByItself(
      MailDue due,
      Mailings mailings,
      InvoiceMail mail,
      Places places,
      Billing billing,
      TransactionTemplate inPractice,
      Clock clock) {
    this.due = due;
    this.mailings = mailings;
    this.mail = mail;
    this.places = places;
    this.billing = billing;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /**
   * Without an open transaction, in a turn of the lane. Whatever goes wrong with one of them is its
   * own matter: it waits, and the next ones go.
   */
  void send(MailDue.Waiting it, LaneCalls calls) {
    try {
      trySending(it, calls);
    } catch (LaneStopped e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("E-mailing invoice {} failed with {}", it.invoice(), e.getClass().getName());
      due.putOff(it, clock.instant().plus(LONGEST_PAUSE));
    }
  }

  private void trySending(MailDue.Waiting it, LaneCalls calls) {
    InvoiceView invoice = billing.find(it.invoice());
    if (invoice.status() == InvoiceStatus.VOIDED || !mailings.of(it.invoice()).isEmpty()) {
      // Nobody owes it any more, or a person was faster.
      due.take(it.invoice());
      return;
    }
    Place place;
    try {
      place = places.open(it.invoice());
    } catch (Refused e) {
      // It was edited, or sending was stopped, since it was found.
      due.putOff(it, clock.instant().plus(FIRST_PAUSE));
      return;
    }
    List<String> to;
    try {
      to = mail.mayBeMailed(InvoiceMail.addresses(calls, place.ledgerId(), LaneClass.PUSH));
    } catch (Refused e) {
      giveUp(it, invoice, place, String.valueOf(e.getMessage()));
      return;
    } catch (LedgerTrouble e) {
      if (!PASSES.contains(e.remedy()) || !putOff(it, e)) {
        giveUp(it, invoice, place, Trouble.inWords(e));
      }
      return;
    }
    begin(it, place, to).ifPresent(id -> ask(it, invoice, place, id, calls));
  }

  /** Empty if somebody was faster. */
  private Optional<UUID> begin(MailDue.Waiting it, Place place, List<String> to) {
    try {
      return Objects.requireNonNull(
          inPractice.execute(
              _ ->
                  due.take(it.invoice()) && mailings.of(it.invoice()).isEmpty()
                      ? Optional.of(mailings.beginByItself(it.invoice(), tenant(place), to))
                      : Optional.empty()));
    } catch (Refused e) {
      // A person began in the same moment; it is taken off what is due next time.
      return Optional.empty();
    }
  }

  private void ask(MailDue.Waiting it, InvoiceView invoice, Place place, UUID id, LaneCalls calls) {
    State state = State.UNKNOWN;
    String problem = Mailings.NOBODY_KNOWS;
    try {
      mail.ask(calls, place.ledgerId(), id, LaneClass.PUSH);
      state = State.SENT;
      problem = null;
    } catch (LaneStopped e) {
      // No call was made: the next turn finds it.
      undo(it, id, clock.instant());
      throw e;
    } catch (LedgerTrouble e) {
      if (e.notExecuted() && it.tries() < MOST_TRIES) {
        undo(it, id, pause(it, e));
        return;
      }
      if (InvoiceMail.surelyNot(e)) {
        state = State.NOT_SENT;
        problem = Trouble.inWords(e);
      }
    } catch (RuntimeException e) {
      log.error("E-mailing invoice {} ended with {}", it.invoice(), e.getClass().getName());
    }
    mail.settle(invoice, id, state, problem);
  }

  /** It surely did not go: as if it had never been asked for. */
  private void undo(MailDue.Waiting it, UUID id, Instant until) {
    inPractice.executeWithoutResult(
        _ -> {
          mailings.forget(id);
          due.putOff(it, until);
        });
  }

  private boolean putOff(MailDue.Waiting it, LedgerTrouble e) {
    if (it.tries() >= MOST_TRIES) {
      return false;
    }
    due.putOff(it, pause(it, e));
    return true;
  }

  private Instant pause(MailDue.Waiting it, LedgerTrouble e) {
    Duration told = e.facts().retryAfter();
    Duration own = FIRST_PAUSE.multipliedBy(1L << Math.min(it.tries(), 10));
    Duration pause = told == null || told.compareTo(own) < 0 ? own : told;
    return clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  /** Nothing was asked of the ledger, and nothing will be: a person sees why. */
  private void giveUp(MailDue.Waiting it, InvoiceView invoice, Place place, String why) {
    begin(it, place, List.of()).ifPresent(id -> mail.settle(invoice, id, State.NOT_SENT, why));
  }

  private static UUID tenant(Place place) {
    return UUID.fromString(place.binding().tenantId());
  }
}
