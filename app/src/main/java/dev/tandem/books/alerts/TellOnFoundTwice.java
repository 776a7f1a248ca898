package dev.tandem.books.alerts;

import dev.tandem.books.outbox.FoundTwice;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.Notices;
import dev.tandem.staff.Permission;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A record that the ledger has twice is what must never happen: whoever looks after the connection
 * is told at once.
 */
@Component
class TellOnFoundTwice {

  private final Notices notices;

  TellOnFoundTwice(Notices notices) {
    this.notices = notices;
  }

  @EventListener
  void on(FoundTwice event) {
    String kind = event.record().kind();
    notices.raise(
        new NewNotice(
            "twice/" + event.tenant() + "/" + event.record().id(),
            Permission.LEDGER_CONNECT,
            "Xero has %s twice".formatted(kind.startsWith("i") ? "an " + kind : "a " + kind),
            "Tandem found one of your %ss more than once in Xero and sends nothing more of it. Remove one of the two in Xero, then try again under Refusals."
                .formatted(kind),
            "/ledger/refusals"));
  }
}
