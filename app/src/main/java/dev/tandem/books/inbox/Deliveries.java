package dev.tandem.books.inbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Notices;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where the ledger's calls to us are taken in. They are proven and stored, nothing else: what they
 * mean is worked on by the organisation's lane, which is woken. Needs no practice; an organisation
 * that nobody is connected to may be connected later, so its notices wait.
 */
@Component
public class Deliveries implements SmartLifecycle {

  private final Notices notices;
  private final DeliveryRepository deliveries;
  private final LastSeen lastSeen;
  private final Lanes lanes;
  private final TransactionTemplate inHouse;
  private final Clock clock;
  private final GroupCommit<Received> commits = new GroupCommit<>(this::store, Received::size);

  Deliveries(
      Notices notices,
      DeliveryRepository deliveries,
      LastSeen lastSeen,
      Lanes lanes,
      @Qualifier("inHouse") TransactionTemplate inHouse,
      Clock clock) {
    this.notices = notices;
    this.deliveries = deliveries;
    this.lastSeen = lastSeen;
    this.lanes = lanes;
    this.inHouse = inHouse;
    this.clock = clock;
  }

  /**
   * Takes in one call of the ledger. When this returns true its notices are committed, each once
   * however often it comes.
   *
   * @param body exactly the bytes that came
   * @return false if it is not proven to be the ledger's; then nothing was stored
   * @throws NotAccepted if they cannot be stored now: the ledger should try again
   */
  public boolean accept(byte[] body, @Nullable String signature) {
    long since = System.nanoTime();
    String key = notices.provenBy(body, signature).orElse(null);
    if (key == null) {
      lastSeen.refused();
      return false;
    }
    lastSeen.accepted();
    Received received = Received.of(key, notices.read(body), body);
    if (!received.tellsNothing()) {
      commits.commit(List.of(received), since);
    }
    return true;
  }

  /** Notes a call that had no signature, or came while there is no key to prove it with. */
  public void refuse() {
    lastSeen.refused();
  }

  /** How it goes, over the whole installation. */
  public WebhookState state() {
    var times = lastSeen.times();
    var counts = deliveries.count(notices.provider());
    return new WebhookState(
        notices.provable(),
        times.accepted(),
        times.refused(),
        counts.organisations(),
        counts.notices(),
        counts.unreadable());
  }

  private void store(List<Received> calls) {
    inHouse.executeWithoutResult(
        _ -> lanes.wakeAfterCommit(deliveries.store(notices.provider(), calls, clock.instant())));
  }

  @Override
  public void start() {
    commits.start();
  }

  @Override
  public void stop() {
    commits.stop();
  }

  @Override
  public boolean isRunning() {
    return commits.running();
  }

  /** Before the web server comes up and after it has answered its last call. */
  @Override
  public int getPhase() {
    return 0;
  }
}
