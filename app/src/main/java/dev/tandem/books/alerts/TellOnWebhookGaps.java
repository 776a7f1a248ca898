package dev.tandem.books.alerts;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.books.inbox.WebhookGap;
import dev.tandem.books.inbox.WebhookGaps;
import dev.tandem.books.inbox.WebhookGapsChanged;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.Notices;
import dev.tandem.staff.Permission;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * That the ledger's webhook did not tell everything is told until that time has been read again.
 */
@Component
class TellOnWebhookGaps {

  private static final String CAUSE = "webhook/";

  private final Connections connections;
  private final WebhookGaps gaps;
  private final Notices notices;

  TellOnWebhookGaps(Connections connections, WebhookGaps gaps, Notices notices) {
    this.connections = connections;
    this.gaps = gaps;
    this.notices = notices;
  }

  @EventListener
  void on(WebhookGapsChanged event) {
    connections.bindings().stream()
        .filter(it -> it.tenantId().equals(event.tenant().toString()))
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .forEach(it -> tell(it, gaps.of(Set.of(event.tenant()))));
  }

  private void tell(Binding binding, List<WebhookGap> all) {
    List<WebhookGap> open = all.stream().filter(it -> !it.over()).toList();
    String name = binding.organisationName();
    if (open.isEmpty() && all.stream().anyMatch(it -> it.to() == null)) {
      notices.end(
          CAUSE + binding.id(),
          "%s: you do without Xero's webhook".formatted(name),
          "Somebody said so on the page Inbox. Tandem asks what changed as often as Ledger → Reading says. Once Xero calls again, it is told"
              + " when that ceases.");
    } else if (open.isEmpty()) {
      notices.end(
          CAUSE + binding.id(),
          "%s: what Xero's webhook did not tell has been read".formatted(name),
          "That time was read once more. The page Inbox says from when to when it was, and how many changes were new.");
    } else if (open.stream().anyMatch(it -> it.to() == null)) {
      notices.raise(
          new NewNotice(
              CAUSE + binding.id(),
              Permission.LEDGER_VIEW,
              "%s: Xero's webhook tells nothing any more".formatted(name),
              "Tandem met changes in Xero of which the webhook told nothing. It asks every five minutes what changed, so nothing is lost, but"
                  + " payments show some minutes later.\n\nXero switches a webhook off when it could not be delivered for a day: whoever runs this"
                  + " installation looks at the app's Webhooks page at developer.xero.com and sends Xero's test again. If you do without the webhook, say so on the page"
                  + " Inbox.",
              "/ledger/inbox"));
    } else {
      notices.raise(
          new NewNotice(
              CAUSE + binding.id(),
              Permission.LEDGER_VIEW,
              "%s: something that Xero's webhook told never came".formatted(name),
              "Xero numbers what it tells, and numbers are missing. That time is read once more now: nobody has to do anything.",
              "/ledger/inbox"));
    }
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    notices.end(
        CAUSE + event.binding(),
        "%s was disconnected".formatted(connections.binding(event.binding()).organisationName()),
        "Somebody disconnected it in Tandem, so nothing comes from it any more.");
  }
}
