package dev.tandem.books.alerts;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.notices.NoticeDetail;
import dev.tandem.practice.notices.NoticeView;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What has queued up since a connection was lost, and who can put it right. */
@Component
class LostConnectionDetail implements NoticeDetail {

  private final Connections connections;
  private final Outbox outbox;
  private final Menders menders;

  LostConnectionDetail(Connections connections, Outbox outbox, Menders menders) {
    this.connections = connections;
    this.outbox = outbox;
    this.menders = menders;
  }

  @Override
  public boolean about(String cause) {
    return cause.startsWith(TellOnConnectionChange.CAUSE);
  }

  @Override
  public List<String> now(NoticeView notice) {
    String id = notice.cause().substring(TellOnConnectionChange.CAUSE.length());
    Binding binding = connections.binding(BindingId.of(id));
    LostReason reason = binding.reason();
    String queued = queued(waiting(binding), notice.open());
    return reason == null || !notice.open() ? List.of(queued) : List.of(menders.of(reason), queued);
  }

  private int waiting(Binding binding) {
    Map<State, Integer> counts = outbox.counts(UUID.fromString(binding.tenantId()));
    return counts.getOrDefault(State.WAITING, 0)
        + counts.getOrDefault(State.SENDING, 0)
        + counts.getOrDefault(State.PAUSED, 0);
  }

  private static String queued(int waiting, boolean open) {
    if (waiting == 0) {
      return open
          ? "Nothing waits to go to Xero so far. What is done here meanwhile is kept in order."
          : "Nothing is waiting.";
    }
    String many = waiting == 1 ? "One change waits" : "%,d changes wait".formatted(waiting);
    return open
        ? many + " meanwhile; nothing is lost, and it goes by itself afterwards."
        : many + " at this moment.";
  }
}
