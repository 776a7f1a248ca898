package dev.tandem.books.alerts;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.practice.notices.NoticeDetail;
import dev.tandem.practice.notices.NoticeView;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How many records that a restore lost wait for a decision at this moment. */
@Component
class LostRecordsDetail implements NoticeDetail {

  private final Connections connections;
  private final Adoption adoption;

  LostRecordsDetail(Connections connections, Adoption adoption) {
    this.connections = connections;
    this.adoption = adoption;
  }

  @Override
  public boolean about(String cause) {
    return cause.startsWith(TellOnLostRecords.CAUSE);
  }

  @Override
  public List<String> now(NoticeView notice) {
    if (!notice.open()) {
      return List.of();
    }
    String id = notice.cause().substring(TellOnLostRecords.CAUSE.length());
    String tenant = connections.binding(BindingId.of(id)).tenantId();
    long open = adoption.undecided(UUID.fromString(tenant));
    return open == 0
        ? List.of()
        : List.of(
            open == 1
                ? "One record waits for a decision."
                : "%,d records wait for a decision.".formatted(open));
  }
}
