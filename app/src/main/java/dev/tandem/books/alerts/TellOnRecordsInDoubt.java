package dev.tandem.books.alerts;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.books.inbox.ChangesRead;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.FoundTwice;
import dev.tandem.books.outbox.NotRecorded;
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
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What must never happen to a record, that the ledger has it twice or that Tandem fails to write
 * down what became of it, is told at once to whoever looks after the connection, and its end with
 * the reading that finds it settled.
 */
@Component
class TellOnRecordsInDoubt {

  private static final String TWICE = "twice/";
  private static final String UNRECORDED = "unrecorded/";

  /** As long as the record stands so, nobody has done anything about it, or it is looked at. */
  private static final Set<Outbox.State> OPEN =
      EnumSet.of(
          Outbox.State.NEEDS_YOU, Outbox.State.WAITING, Outbox.State.SENDING, Outbox.State.PAUSED);

  private final Outbox outbox;
  private final Connections connections;
  private final Notices notices;

  TellOnRecordsInDoubt(Outbox outbox, Connections connections, Notices notices) {
    this.outbox = outbox;
    this.connections = connections;
    this.notices = notices;
  }

  @EventListener
  void on(FoundTwice event) {
    notices.raise(
        new NewNotice(
            causes(TWICE, event.tenant()) + event.record().id(),
            Permission.LEDGER_CONNECT,
            "Xero has %s twice".formatted(one(event.record())),
            "Tandem found one of your %ss more than once in Xero and sends nothing more of it. Remove one of the two in Xero, then try again under Refusals."
                .formatted(event.record().kind()),
            "/ledger/refusals"));
  }

  @EventListener
  void on(NotRecorded event) {
    notices.raise(
        new NewNotice(
            causes(UNRECORDED, event.tenant()) + event.record().id(),
            Permission.LEDGER_CONNECT,
            "What became of %s in Xero could not be written down".formatted(one(event.record())),
            "Tandem sent it, failed to write down the answer, and sends nothing more of it. Try again under Refusals looks in Xero first. If that does not help, the log names the call.",
            "/ledger/refusals"));
  }

  /** Looked at with each reading: either may have been settled in many ways. */
  @EventListener
  void on(ChangesRead event) {
    settled(causes(TWICE, event.tenant()))
        .forEach(
            it ->
                notices.end(
                    it,
                    "Xero has it only once now",
                    "What Tandem had found more than once in Xero is there once, or was taken back here. It is kept in step again."));
    settled(causes(UNRECORDED, event.tenant()))
        .forEach(
            it ->
                notices.end(
                    it,
                    "What became of it in Xero is written down",
                    "What Tandem had failed to write down is known now, or was taken back here. It is kept in step again."));
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    Binding binding = connections.binding(event.binding());
    UUID tenant = UUID.fromString(binding.tenantId());
    Stream.of(TWICE, UNRECORDED)
        .flatMap(it -> notices.openUnder(causes(it, tenant)).stream())
        .forEach(
            it ->
                notices.end(
                    it.cause(),
                    "%s was disconnected".formatted(binding.organisationName()),
                    "Somebody disconnected it in Tandem, so nothing is kept in step with it any more."));
  }

  private List<String> settled(String causes) {
    return notices.openUnder(causes).stream()
        .map(NoticeView::cause)
        .filter(it -> isOver(UUID.fromString(it.substring(causes.length()))))
        .toList();
  }

  private boolean isOver(UUID record) {
    List<RecordRef> named =
        Arrays.stream(Kind.values()).map(it -> new RecordRef(it.text(), record)).toList();
    return outbox.standings(named).values().stream().noneMatch(it -> OPEN.contains(it.state()));
  }

  private static String one(RecordRef record) {
    return (record.kind().startsWith("i") ? "an " : "a ") + record.kind();
  }

  private static String causes(String why, UUID tenant) {
    return why + tenant + "/";
  }
}
