package dev.tandem.books.alerts;

import dev.tandem.books.adoption.LostRecordDecided;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.books.inbox.ChangesRead;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.Notices;
import dev.tandem.staff.Permission;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a restore left for a person to decide is told to everybody who sees the ledger: once, when
 * the reading that found it is over, and again only if its number changes. It ends with the last
 * decision.
 */
@Component
class TellOnLostRecords {

  private final Connections connections;
  private final Adoption adoption;
  private final Notices notices;

  TellOnLostRecords(Connections connections, Adoption adoption, Notices notices) {
    this.connections = connections;
    this.adoption = adoption;
    this.notices = notices;
  }

  @EventListener
  void on(ChangesRead event) {
    tell(event.binding(), event.tenant());
  }

  @EventListener
  void on(LostRecordDecided event) {
    tell(event.binding(), event.tenant());
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    notices.end(
        cause(event.binding()),
        "%s was disconnected".formatted(name(event.binding())),
        "Somebody disconnected it in Tandem, so nobody has to decide anything about it.");
  }

  private void tell(BindingId binding, UUID tenant) {
    long open = adoption.undecided(tenant);
    if (open == 0) {
      notices.end(
          cause(binding),
          "%s: everything is decided".formatted(name(binding)),
          "Nothing that a restore lost waits for a decision any more.");
      return;
    }
    String records = open == 1 ? "one record needs" : open + " records need";
    notices.raise(
        new NewNotice(
            cause(binding),
            Permission.LEDGER_VIEW,
            "%s: %s a decision after a restore".formatted(name(binding), records),
            "Tandem found in Xero what this database lost when it was restored, and could not tell by itself what becomes of all of"
                + " it. Nothing is sent of what is undecided.\n\nThe page After a restore lists each record with what to do.",
            "/ledger/adoption"));
  }

  private String name(BindingId binding) {
    return connections.binding(binding).organisationName();
  }

  private static String cause(BindingId binding) {
    return "restore/" + binding;
  }
}
