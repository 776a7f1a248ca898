package dev.tandem.books.inbox;

import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.LanePutBack;
import dev.tandem.books.ledger.Kind;
import java.util.Arrays;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What was made since the moment that the database was put back to is lost here, and what waited
 * then may have been sent: it is read before anything is written, as by a process that just came
 * up.
 */
@Component
class LookForLostOnLanePutBack {

  private final Inbox inbox;
  private final LedgerFeatures features;

  LookForLostOnLanePutBack(Inbox inbox, LedgerFeatures features) {
    this.inbox = inbox;
    this.features = features;
  }

  @EventListener
  void on(LanePutBack event) {
    var which = features.of(event.binding());
    inbox.lookForLost(
        event.tenant(), Arrays.stream(Kind.values()).filter(it -> which.flows(it.text())).toList());
  }
}
