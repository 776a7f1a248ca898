package dev.tandem.shared.nodes;

import dev.tandem.shared.Ids;
import dev.tandem.shared.KeyRing;
import dev.tandem.shared.SealingKey;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the other nodes every ten seconds that this one lives. It joins before pages and jobs
 * begin, in a transaction that holds the sealing key: a rotation either sees this node, or this
 * node sees the rotation.
 */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "tandem.node", matchIfMissing = true)
class Heartbeat implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final int EVERY_SECONDS = 10;

  private final Nodes nodes;
  private final NodeClock clock;
  private final KeyRing ring;
  private final SealingKey key;
  private final TransactionTemplate inHouse;
  private final UUID id = Ids.next(Clock.systemUTC());
  private volatile @Nullable Thread thread;

  Heartbeat(
      Nodes nodes,
      NodeClock clock,
      KeyRing ring,
      SealingKey key,
      @Qualifier("inHouse") TransactionTemplate inHouse) {
    this.nodes = nodes;
    this.clock = clock;
    this.ring = ring;
    this.key = key;
    this.inHouse = inHouse;
  }

  /** Before the web server and the scheduler. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    key.requireKnown();
    clock.measure();
    join();
    // Known before it runs: it ends when it is not the one that runs.
    Thread beating = Thread.ofVirtual().name("heartbeat").unstarted(this::beat);
    thread = beating;
    beating.start();
  }

  @Override
  public void stop() {
    var running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
    try {
      nodes.leave(id);
    } catch (DataAccessException e) {
      log.debug("The database is gone before this node could leave", e);
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void beat() {
    while (isRunning()) {
      try {
        TimeUnit.SECONDS.sleep(EVERY_SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      beatOnce();
    }
  }

  /** Whatever goes wrong, the next beat is to come. */
  void beatOnce() {
    try {
      runOnce();
    } catch (DataAccessException | TransactionException e) {
      log.warn("The other nodes were not told that this one lives: {}", e.getMessage());
    } catch (SealingKey.Unknown e) {
      log.error(
          "This node was away while the key was changed and runs no lanes: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("The other nodes were not told that this one lives: {}", e.getClass().getName());
    }
  }

  void runOnce() {
    if (!nodes.beat(id, clock.measure())) {
      join();
    }
  }

  private void join() {
    clock.leftBehind(true);
    inHouse.executeWithoutResult(
        _ -> {
          key.requireUntilTheTransactionEnds();
          nodes.join(id, version(), ring.ids(), clock.off());
        });
    clock.leftBehind(false);
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Heartbeat.class.getPackage().getImplementationVersion(), "development");
  }
}
