package dev.tandem.books.alerts;

import dev.tandem.books.inbox.ChangesRead;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.FoundTwice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A record that the ledger has twice is what must never happen: whoever looks after the connection
 * is told at once.
 */
@Component
class TellOnFoundTwice {

  private static final String CAUSE = "twice/";

  /** As long as the record stands so, nobody has done anything about it, or it is looked at. */
  private static final Set<Outbox.State> OPEN =
      EnumSet.of(
          Outbox.State.NEEDS_YOU, Outbox.State.WAITING, Outbox.State.SENDING, Outbox.State.PAUSED);

  private final Outbox outbox;
  private final Notices notices;

  TellOnFoundTwice(Outbox outbox, Notices notices) {
    this.outbox = outbox;
    this.notices = notices;
  }

  @EventListener
  void on(FoundTwice event) {
    String kind = event.record().kind();
    notices.raise(
        new NewNotice(
            cause(event.tenant()) + event.record().id(),
            Permission.LEDGER_CONNECT,
            "Xero has %s twice".formatted(kind.startsWith("i") ? "an " + kind : "a " + kind),
            "Tandem found one of your %ss more than once in Xero and sends nothing more of it. Remove one of the two in Xero, then try again under Refusals."
                .formatted(kind),
            "/ledger/refusals"));
  }

  /** Looked at with each reading: one of the two may have gone in many ways. */
  @EventListener
  void on(ChangesRead event) {
    String cause = cause(event.tenant());
    notices.open(List.of(Permission.LEDGER_CONNECT)).stream()
        .map(NoticeView::cause)
        .filter(it -> it.startsWith(cause))
        .filter(it -> isOver(UUID.fromString(it.substring(cause.length()))))
        .forEach(
            it ->
                notices.end(
                    it,
                    "Xero has it once again",
                    "What Tandem had found more than once in Xero is there once, or was taken back here. It is kept in step again."));
  }

  private boolean isOver(UUID record) {
    List<RecordRef> named =
        Arrays.stream(Kind.values()).map(it -> new RecordRef(it.text(), record)).toList();
    return outbox.standings(named).values().stream().noneMatch(it -> OPEN.contains(it.state()));
  }

  private static String cause(UUID tenant) {
    return CAUSE + tenant + "/";
  }
}
