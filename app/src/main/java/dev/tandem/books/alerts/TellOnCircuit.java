package dev.tandem.books.alerts;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.books.lane.CircuitClosed;
import dev.tandem.books.lane.CircuitForgotten;
import dev.tandem.books.lane.CircuitOpened;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.Permission;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * That calls of one kind rest because an organisation fails at them is told to those who connect,
 * in the transaction that makes them rest, and its end in the transaction that ends it.
 */
@Component
class TellOnCircuit {

  private static final String CAUSE = "rests/";

  private final Connections connections;
  private final Notices notices;
  private final Changes changes;

  TellOnCircuit(Connections connections, Notices notices, Changes changes) {
    this.connections = connections;
    this.notices = notices;
    this.changes = changes;
  }

  @EventListener
  void on(CircuitOpened event) {
    Binding binding = connections.binding(event.binding());
    notices.raise(
        new NewNotice(
            cause(event.binding(), event.work()),
            Permission.LEDGER_CONNECT,
            "%s: %s rests".formatted(binding.organisationName(), event.work().words()),
            "Five calls in a row brought no usable answer from Xero, so Tandem pauses "
                + event.work().words()
                + " and looks every five minutes whether Xero is well again. Everything else goes on, "
                + "and nothing is lost.\n\nThere is nothing to do. status.xero.com says what ails Xero.",
            "/ledger/queue"));
    changes.announce(new RecordRef("ledger", event.binding().value()));
  }

  @EventListener
  void on(CircuitClosed event) {
    Binding binding = connections.binding(event.binding());
    notices.end(
        cause(event.binding(), event.work()),
        "%s: %s goes on".formatted(binding.organisationName(), event.work().words()),
        "Xero answers again. What waited meanwhile is on its way.");
    changes.announce(new RecordRef("ledger", event.binding().value()));
  }

  @EventListener
  void on(CircuitForgotten event) {
    Binding binding = connections.binding(event.binding());
    notices.end(
        cause(event.binding(), event.work()),
        "%s: nothing rests any more".formatted(binding.organisationName()),
        "What rested was taken back, left out or done otherwise, so nothing of it waits. What comes next is sent as usual.");
    changes.announce(new RecordRef("ledger", event.binding().value()));
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    String name = connections.binding(event.binding()).organisationName();
    Stream.concat(
            Stream.of(KindOfWork.reading(null)),
            Arrays.stream(Kind.values()).flatMap(TellOnCircuit::both))
        .forEach(
            it ->
                notices.end(
                    cause(event.binding(), it),
                    "%s was disconnected".formatted(name),
                    "Somebody disconnected it in Tandem, so nothing is asked of it any more."));
  }

  private static Stream<KindOfWork> both(Kind kind) {
    return Stream.of(KindOfWork.sending(kind), KindOfWork.reading(kind));
  }

  private static String cause(BindingId binding, KindOfWork work) {
    return CAUSE + binding + "/" + work.words();
  }
}
