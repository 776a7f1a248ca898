package dev.tandem.books.alerts;

import dev.tandem.books.outbox.NotRecorded;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.Notices;
import dev.tandem.staff.Permission;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tandem failed by itself: whoever looks after the connection is told, and may tell us. */
@Component
class TellOnNotRecorded {

  private final Notices notices;

  TellOnNotRecorded(Notices notices) {
    this.notices = notices;
  }

  @EventListener
  void on(NotRecorded event) {
    notices.raise(
        new NewNotice(
            "unrecorded/" + event.tenant() + "/" + event.record().id(),
            Permission.LEDGER_CONNECT,
            "What became of %s in Xero could not be written down"
                .formatted(
                    event.record().kind().startsWith("i")
                        ? "an invoice"
                        : "a " + event.record().kind()),
            "Tandem sent it, failed to write down the answer, and sends nothing more of it. Try again under Refusals looks in Xero first. If that does not help, the log names the call.",
            "/ledger/refusals"));
  }
}
