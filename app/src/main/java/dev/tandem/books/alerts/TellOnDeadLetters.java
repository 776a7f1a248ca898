package dev.tandem.books.alerts;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.books.inbox.DeadLetters;
import dev.tandem.books.inbox.DeadLettersChanged;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.Notices;
import dev.tandem.staff.Permission;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What was changed in the ledger, cannot be taken in and is not tried by itself any more is told to
 * everybody who sees the ledger: once, however many records that are.
 */
@Component
class TellOnDeadLetters {

  private static final String CAUSE = "inbox/";

  private final Connections connections;
  private final DeadLetters letters;
  private final Notices notices;

  TellOnDeadLetters(Connections connections, DeadLetters letters, Notices notices) {
    this.connections = connections;
    this.letters = letters;
    this.notices = notices;
  }

  @EventListener
  void on(DeadLettersChanged event) {
    connections.bindings().stream()
        .filter(it -> it.tenantId().equals(event.tenant().toString()))
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .forEach(
            it -> {
              notices.alone(CAUSE + it.id());
              tell(it, letters.dead(event.tenant()));
            });
  }

  private void tell(Binding binding, int dead) {
    if (dead == 0) {
      notices.end(
          CAUSE + binding.id(),
          "%s: nothing is given up any more".formatted(binding.organisationName()),
          "What could not be taken in from Xero was taken in, or is being tried again.");
      return;
    }
    notices.raise(
        new NewNotice(
            CAUSE + binding.id(),
            Permission.LEDGER_VIEW,
            "%s: something changed in Xero cannot be taken in"
                .formatted(binding.organisationName()),
            "Tandem tried it six times over seven hours and has stopped. Everything else goes on; what was changed of these records"
                + " in Xero is not known here, and nothing is sent over it.\n\nThe page Inbox says which they are, why, and lets you try again.",
            "/ledger/inbox"));
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    notices.end(
        CAUSE + event.binding(),
        "%s was disconnected".formatted(connections.binding(event.binding()).organisationName()),
        "Somebody disconnected it in Tandem, so nothing comes from it any more.");
  }
}
