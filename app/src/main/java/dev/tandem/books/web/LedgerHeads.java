package dev.tandem.books.web;

import dev.tandem.books.alerts.Menders;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.EarlierConsent;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Outage;
import dev.tandem.books.mailing.UnsentMails;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.outbox.PushGuards;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.StaffId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts together what stands above the tabs, for the current practice. */
@Component
class LedgerHeads {

  private final Connections connections;
  private final LedgerFeatures features;
  private final LedgerReading reading;
  private final Menders menders;
  private final PushGuards guards;
  private final Mappings mappings;
  private final UnsentMails mails;

  LedgerHeads(
      Connections connections,
      LedgerFeatures features,
      LedgerReading reading,
      Menders menders,
      PushGuards guards,
      Mappings mappings,
      UnsentMails mails) {
    this.mails = mails;
    this.connections = connections;
    this.features = features;
    this.reading = reading;
    this.menders = menders;
    this.guards = guards;
    this.mappings = mappings;
  }

  LedgerHead current() {
    List<Binding> all = connections.bindings();
    LedgerReading.Queues queues = reading.queues();
    List<LaneState> states = reading.states();
    List<Card> cards =
        all.stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED)
            .map(it -> card(it, queues, states))
            .toList();
    return new LedgerHead(
        connections.registration(),
        cards,
        all.stream().filter(it -> it.status() == Binding.Status.DISCONNECTED).toList(),
        queues.all(),
        reading.homeless(),
        cards.isEmpty() ? 0 : mappings.flaws(),
        cards.isEmpty() ? 0 : mails.count(),
        cards.isEmpty() ? consents() : List.of());
  }

  private Card card(Binding it, LedgerReading.Queues queues, List<LaneState> states) {
    LostReason reason = it.reason();
    return new Card(
        it,
        connections.health(it.id()),
        features.of(it.id()),
        queues.of(it.tenantId()),
        reading.budget(it, states).orElse(null),
        reason == null ? "" : menders.of(reason),
        it.status() == Binding.Status.SUSPENDED ? connections.suspendedBecause(it.id()) : "",
        it.active() ? reading.pause(it, states) : null,
        it.active() ? reading.resting(it, states) : List.of(),
        it.active() ? reading.outage(it, states) : Outage.NONE,
        guards.stop(it).orElse(null));
  }

  /** Of the person who may connect; an API key has none. */
  private List<EarlierConsent> consents() {
    StaffId person =
        SignedIn.current()
            .filter(it -> it.may(Permission.LEDGER_CONNECT))
            .map(SignedIn::staff)
            .orElse(null);
    return person == null ? List.of() : connections.consents(person);
  }
}
