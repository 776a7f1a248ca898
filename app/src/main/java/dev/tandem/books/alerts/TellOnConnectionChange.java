package dev.tandem.books.alerts;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.ConnectionFailed;
import dev.tandem.books.connection.ConnectionRecovered;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.connection.OrganisationConnected;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.Notices;
import dev.tandem.staff.Permission;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A lost connection is told to those who may connect, in the transaction that loses it, and its end
 * in the transaction that ends it.
 */
@Component
class TellOnConnectionChange {

  static final String CAUSE = "connection/";

  private final Connections connections;
  private final Notices notices;

  TellOnConnectionChange(Connections connections, Notices notices) {
    this.connections = connections;
    this.notices = notices;
  }

  @EventListener
  void on(ConnectionFailed event) {
    Binding binding = connections.binding(event.binding());
    LostReason reason = binding.reason();
    if (reason != null) {
      notices.raise(
          new NewNotice(
              CAUSE + binding.id(),
              Permission.LEDGER_CONNECT,
              "%s in Xero needs you: %s".formatted(binding.organisationName(), reason.brief()),
              reason.happened() + "\n\n" + reason.remedy(),
              "/ledger"));
    }
  }

  @EventListener
  void on(ConnectionRecovered event) {
    over(
        event.binding(),
        "%s is connected again",
        "Xero lets Tandem in again. Nothing was lost; what waited meanwhile is on its way.");
  }

  @EventListener
  void on(OrganisationConnected event) {
    over(
        event.binding(),
        "%s is connected again",
        "Somebody reconnected it. Nothing was lost; what waited meanwhile goes as soon as sending is on.");
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    over(
        event.binding(),
        "%s was disconnected",
        "Somebody disconnected it in Tandem. Its links are kept for a reconnect.");
  }

  private void over(BindingId id, String title, String text) {
    String name = connections.binding(id).organisationName();
    notices.end(CAUSE + id, title.formatted(name), text);
  }
}
