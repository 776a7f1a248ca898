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
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a restore left for a person to decide is told to everybody who sees the ledger: once, when
 * the reading that found it is over, however many records that are. It ends with the last decision.
 */
@Component
class TellOnLostRecords {

  static final String CAUSE = "restore/";

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
    if (adoption.undecided(event.tenant()) == 0) {
      decided(event.binding());
      return;
    }
    notices.raise(
        new NewNotice(
            cause(event.binding()),
            Permission.LEDGER_VIEW,
            "%s: a restore left something to decide".formatted(name(event.binding())),
            "Tandem found in Xero what this database lost when it was restored, and could not tell by itself what becomes of all of"
                + " it. Nothing is sent of what is undecided.\n\nThe page After a restore lists each record with what to do.",
            "/ledger/adoption"));
  }

  @EventListener
  void on(LostRecordDecided event) {
    if (adoption.undecided(event.tenant()) == 0) {
      decided(event.binding());
    }
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    notices.end(
        cause(event.binding()),
        "%s was disconnected".formatted(name(event.binding())),
        "Somebody disconnected it in Tandem, so nobody has to decide anything about it.");
  }

  private void decided(BindingId binding) {
    notices.end(
        cause(binding),
        "%s: everything is decided".formatted(name(binding)),
        "Nothing that a restore lost waits for a decision any more.");
  }

  private String name(BindingId binding) {
    return connections.binding(binding).organisationName();
  }

  private static String cause(BindingId binding) {
    return CAUSE + binding;
  }
}
