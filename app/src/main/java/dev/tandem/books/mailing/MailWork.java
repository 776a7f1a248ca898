package dev.tandem.books.mailing;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushGuards;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Has invoices e-mailed by themselves as soon as they are over there, one after the other. */
@Component
class MailWork implements LaneWork {

  private static final KindOfWork MAILING = KindOfWork.sending(Kind.INVOICE);

  private final MailDue due;
  private final MailChoices choices;
  private final ObjectProvider<MailByItself> mail;
  private final Connections connections;
  private final PushGuards guards;
  private final Set<LaneId> running = ConcurrentHashMap.newKeySet();

  /**
   * The mail is asked for when it is needed: it signals the lanes, which are made of their work.
   */
  MailWork(
      MailDue due,
      MailChoices choices,
      ObjectProvider<MailByItself> mail,
      Connections connections,
      PushGuards guards) {
    this.due = due;
    this.choices = choices;
    this.mail = mail;
    this.connections = connections;
    this.guards = guards;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.PUSH || !mayGo(scope) || scope.resting().holds(MAILING)) {
      return null;
    }
    MailDue.Waiting first = due.first(scope.tenant()).orElse(null);
    if (first == null || !running.add(scope.lane())) {
      return null;
    }
    return calls -> {
      try {
        mail.getObject().send(first, calls);
      } finally {
        running.remove(scope.lane());
      }
    };
  }

  private boolean mayGo(LaneScope scope) {
    return scope.sending()
        && choices.byItself()
        && guards.stop(connections.binding(new BindingId(scope.binding()))).isEmpty();
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    Instant next = due.next(scope.tenant());
    if (next == null || !mayGo(scope)) {
      return null;
    }
    Instant until = scope.resting().until(MAILING);
    return until == null || next.isAfter(until) ? next : until;
  }
}
