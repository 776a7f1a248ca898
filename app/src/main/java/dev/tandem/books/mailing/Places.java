package dev.tandem.books.mailing;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.outbox.PushGuard;
import dev.tandem.books.outbox.PushGuards;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where an invoice is over there, and whether anything may be asked about it. */
@Component
class Places {

  private final Outbox outbox;
  private final Connections connections;
  private final PushGuards guards;

  Places(Outbox outbox, Connections connections, PushGuards guards) {
    this.outbox = outbox;
    this.connections = connections;
    this.guards = guards;
  }

  /** One invoice in one organisation. */
  record Place(InvoiceId invoice, Binding binding, String ledgerId, Standing standing) {}

  /** Empty while it is in none. */
  Optional<Place> find(InvoiceId invoice) {
    Standing it = outbox.standing(new RecordRef("invoice", invoice.value()));
    String ledgerId = it.ledgerId();
    return it.tenant() == null || ledgerId == null
        ? Optional.empty()
        : connections.bindings().stream()
            .filter(binding -> binding.tenantId().equals(it.tenant().toString()))
            .findFirst()
            .map(binding -> new Place(invoice, binding, ledgerId, it));
  }

  /** For reading. */
  Place reachable(InvoiceId invoice) {
    Place place =
        find(invoice)
            .orElseThrow(
                () -> new Refused("This invoice is not in Xero yet, so Xero has nothing to show."));
    if (!place.binding().active()) {
      throw new Refused(
          "The connection with %s needs somebody first: look at the Ledger page."
              .formatted(place.binding().organisationName()));
    }
    return place;
  }

  /** For having something sent: what holds for our changes holds for it, too. */
  Place open(InvoiceId invoice) {
    Place place = reachable(invoice);
    Binding binding = place.binding();
    if (!binding.sending()) {
      throw new Refused(
          "Sending to %s is off, so nothing is e-mailed either. Turn it on on the Ledger page."
              .formatted(binding.organisationName()));
    }
    guards
        .stop(binding)
        .map(PushGuard.Stop::why)
        .ifPresent(why -> refuse("Nothing is e-mailed now. " + why));
    if (place.standing().state() != State.IN_STEP) {
      String reason = place.standing().reason();
      refuse(
          "Xero does not have this invoice as it stands here yet, so it would e-mail another one."
              + (reason == null ? " Send it first, then e-mail it." : " " + reason));
    }
    return place;
  }

  private static void refuse(String why) {
    throw new Refused(why);
  }
}
