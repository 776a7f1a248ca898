package dev.tandem.books.mailing;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
import dev.tandem.books.mailing.Mailing.State;
import dev.tandem.books.mailing.Places.Place;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.shared.Recipients;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the ledger e-mail an invoice to its client, because a person asked and waits. A mail leaves
 * no mark over there: it is written down first, asked for once, and where the outcome is unknown a
 * person looks. Without an open transaction.
 */
@Component
public class InvoiceMail {

  /** Past this the way in took too long, and nothing is sent. */
  private static final Duration UNSENT_AFTER = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(InvoiceMail.class);

  private final Places places;
  private final MailChoices choices;
  private final Mailings mailings;
  private final MailDue due;
  private final Recipients recipients;
  private final Billing billing;
  private final Lanes lanes;
  private final AuditTrail trail;
  private final Changes changes;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  InvoiceMail(
      Places places,
      MailChoices choices,
      Mailings mailings,
      MailDue due,
      Recipients recipients,
      Billing billing,
      Lanes lanes,
      AuditTrail trail,
      Changes changes,
      TransactionTemplate inPractice,
      Clock clock) {
    this.places = places;
    this.choices = choices;
    this.mailings = mailings;
    this.due = due;
    this.recipients = recipients;
    this.billing = billing;
    this.lanes = lanes;
    this.trail = trail;
    this.changes = changes;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /**
   * What would go, for a person to look at.
   *
   * @param organisation in whose name it goes
   * @param to every address that the ledger would use
   */
  public record Letter(String organisation, List<String> to) {}

  /**
   * What a person looked at before they sent it.
   *
   * @param to the addresses that they agreed to
   * @param after the newest e-mail of this invoice that they knew of; null if there was none
   * @param looked whether they found over there that an earlier one of unknown outcome did not go
   */
  public record Seen(List<String> to, @Nullable UUID after, boolean looked) {

    public Seen {
      to = List.copyOf(to);
    }
  }

  /** Whether it is e-mailed by itself as soon as it is over there; calls nobody. */
  public boolean isDue(InvoiceId invoice) {
    return due.has(invoice);
  }

  /** Newest first; calls nobody. */
  public List<Mailing> of(InvoiceId invoice) {
    return mailings.of(invoice);
  }

  /**
   * Asks the ledger whom it would mail.
   *
   * @throws Refused why it cannot be mailed now, and what helps
   */
  public Letter look(InvoiceId invoice) {
    Place place = open(billing.find(invoice));
    List<String> to = read(place);
    return new Letter(place.binding().organisationName(), to);
  }

  private Place open(InvoiceView invoice) {
    if (!choices.on()) {
      throw new Refused(
          choices.installation()
              ? "E-mailing invoices through Xero is turned off. The preferences turn it on."
              : "This installation does not e-mail invoices through Xero (XERO_EMAIL_INVOICES).");
    }
    if (invoice.status() == InvoiceStatus.DRAFT || invoice.status() == InvoiceStatus.VOIDED) {
      throw new Refused(
          invoice.status() == InvoiceStatus.DRAFT
              ? "A draft is not e-mailed. Approve it first."
              : "A voided invoice is not e-mailed: nobody owes it any more.");
    }
    return places.open(invoice.id());
  }

  private List<String> read(Place place) {
    List<String> to;
    try {
      to =
          lanes.visit(
              place.binding().id(), calls -> addresses(calls, place.ledgerId(), LaneClass.PERSON));
    } catch (LaneStopped e) {
      throw new Refused(Trouble.inWords(e));
    } catch (LedgerTrouble e) {
      throw new Refused(Trouble.inWords(e));
    }
    return mayBeMailed(to);
  }

  /**
   * The same addresses.
   *
   * @throws Refused if there are none, or this installation may not write to all of them
   */
  List<String> mayBeMailed(List<String> to) {
    if (to.isEmpty()) {
      throw new Refused(
          "Xero has no e-mail address of this client. Enter one on the client's page; it goes to Xero by itself.");
    }
    List<String> kept = to.stream().filter(it -> !recipients.allows(it)).toList();
    if (!kept.isEmpty()) {
      throw new Refused(
          "This installation may not write to %s (%s). Nothing was sent."
              .formatted(String.join(", ", kept), Recipients.SETTING));
    }
    return to;
  }

  /**
   * As it is over there now: an invoice may have got another contact, a contact another address.
   */
  static List<String> addresses(LaneCalls calls, String ledgerId, LaneClass wanted) {
    LedgerRecord invoice =
        calls
            .call(
                reading(wanted, "paper: invoice to e-mail"),
                it -> it.byIds(Kind.INVOICE, List.of(ledgerId)))
            .value()
            .stream()
            .findFirst()
            .orElseThrow(() -> new Refused("Xero does not have this invoice any more."));
    String client = invoice.fields().getOrDefault(Fields.CLIENT, "");
    if (client.isEmpty() || !Fields.APPROVED.equals(invoice.fields().get(Fields.STATUS))) {
      throw new Refused("Xero e-mails approved invoices only, and this one is not there.");
    }
    return calls.call(reading(wanted, "paper: addresses"), it -> it.recipients(client)).value();
  }

  private static Operation reading(LaneClass wanted, String name) {
    return Operation.read(wanted, Kind.INVOICE, name, 1);
  }

  /**
   * Sends it once, however often the same look is sent.
   *
   * @return what became of it
   * @throws Refused if nothing was asked of the ledger
   */
  public Mailing send(InvoiceId invoice, Seen seen) {
    Place place = open(billing.find(invoice));
    mailings.refuseIfNewer(invoice, seen.after());
    if (!seen.looked() && mailings.of(invoice).stream().anyMatch(Mailing::doubtful)) {
      throw new Refused(
          "An earlier e-mail of this invoice may have gone. Look in Xero first, then say here that it did not.");
    }
    if (!read(place).equals(seen.to())) {
      throw new Refused(
          "The addresses in Xero have changed since you looked. Nothing was sent: look again.");
    }
    UUID tenant = UUID.fromString(place.binding().tenantId());
    UUID id = mailings.begin(invoice, tenant, seen.to(), seen.after());
    State state = State.UNKNOWN;
    String problem = Mailings.NOBODY_KNOWS;
    try {
      lanes.visit(
          place.binding().id(),
          calls -> {
            ask(calls, place.ledgerId(), id, LaneClass.PERSON);
            return null;
          });
      state = State.SENT;
      problem = null;
    } catch (LaneStopped e) {
      state = State.NOT_SENT;
      problem = Trouble.inWords(e);
    } catch (LedgerTrouble e) {
      if (surelyNot(e)) {
        state = State.NOT_SENT;
        problem = Trouble.inWords(e);
      }
    } catch (RuntimeException e) {
      log.error("E-mailing invoice {} ended with {}", invoice, e.getClass().getName());
    }
    return settle(billing.find(invoice), id, state, problem);
  }

  /**
   * Only Xero's own reasons are a no. A "not found" may come from somebody in between, after Xero
   * had sent it.
   */
  static boolean surelyNot(LedgerTrouble it) {
    return it.notExecuted() || it.remedy() == Remedy.CORRECT && !it.reasons().isEmpty();
  }

  /** The one call that sends it. */
  void ask(LaneCalls calls, String ledgerId, UUID mailing, LaneClass wanted) {
    calls.call(
        new Operation(wanted, Kind.INVOICE, "paper: e-mail", true, 1, null),
        it -> it.mail(ledgerId, mailing.toString(), clock.instant().plus(UNSENT_AFTER)));
  }

  Mailing settle(InvoiceView invoice, UUID id, State state, @Nullable String problem) {
    var record = new RecordRef("invoice", invoice.id().value());
    inPractice.executeWithoutResult(
        _ -> {
          if (state == State.SENT) {
            mailings.clear(invoice.id());
          }
          mailings.settle(id, state, problem);
          trail.note(record, invoice.client().value(), "mailed", told(state));
          changes.announce(record);
        });
    return mailings.of(invoice.id()).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Without the address: the story stays when a person is erased. */
  private static String told(State state) {
    return switch (state) {
      case SENT -> "e-mailed it through Xero";
      case NOT_SENT -> "tried to e-mail it through Xero; it did not go";
      case SENDING, UNKNOWN -> "e-mailed it through Xero; whether it went is not known";
    };
  }

  /** A person looked over there: it went after all, or somebody sent it there. */
  public void itWent(InvoiceId invoice) {
    decide(invoice, mailings::clear, "looked in Xero and found that the e-mail went");
  }

  /**
   * A person decided that it is not e-mailed: the client has it otherwise, or need not.
   *
   * @throws Refused if somebody has dealt with it since, or may have sent it
   */
  public void leave(InvoiceId invoice) {
    decide(invoice, mailings::leave, "decided not to e-mail it through Xero");
  }

  private void decide(InvoiceId invoice, Consumer<InvoiceId> decision, String told) {
    InvoiceView found = billing.find(invoice);
    var record = new RecordRef("invoice", invoice.value());
    inPractice.executeWithoutResult(
        _ -> {
          decision.accept(invoice);
          trail.note(record, found.client().value(), "mailed", told);
          changes.announce(record);
        });
  }
}
