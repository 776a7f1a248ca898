package dev.tandem.books.connection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.books.connection.LostConnections.Lost;
import dev.tandem.shared.Practices;
import dev.tandem.shared.nodes.NodeClock;
import dev.tandem.xero.XeroException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Notices by itself that a lost organisation is open to us again: opened again, the user's role
 * given back, the app's secret right, a later consent that covers it. Each look is a renewal of the
 * tokens and one or two cheap readings; the looks grow rarer, since a person may never come.
 */
@Component
public class RecoverySweep {

  private static final Logger log = LoggerFactory.getLogger(RecoverySweep.class);

  /** More than this are looked at a minute later. */
  private static final int MOST = 2_000;

  /** So many calls are under way; one that Xero lets wait does not hold up the others. */
  private static final int AT_ONCE = 8;

  /** What is not begun by then stays due for the next run: each look may hang with Xero. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final LostConnections lost;
  private final AccessWatch watch;
  private final Bindings bindings;
  private final Clock clock;

  RecoverySweep(LostConnections lost, AccessWatch watch, Bindings bindings, Clock clock) {
    this.lost = lost;
    this.watch = watch;
    this.bindings = bindings;
    this.clock = clock;
  }

  /** Looks at what is due; gives how many are open to us again. */
  public int runOnce() {
    Instant until = clock.instant().plus(LONGEST);
    lost.forgetRecovered();
    Map<Object, List<Lost>> byGrant =
        lost.due(MOST).stream()
            .collect(
                groupingBy(
                    it -> it.grant() == null ? it.binding() : it.grant(),
                    LinkedHashMap::new,
                    toList()));
    try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var looks = new ArrayList<Future<Integer>>();
      byGrant.values().forEach(it -> looks.add(pool.submit(() -> lookAtAll(it, until))));
      int recovered = 0;
      for (Future<Integer> it : looks) {
        recovered += it.get();
      }
      return recovered;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A look failed unexpectedly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All on one grant, whose tokens are renewed once. */
  private int lookAtAll(List<Lost> onOneGrant, Instant until) {
    GrantId grant = onOneGrant.getFirst().grant();
    int recovered = 0;
    try {
      long seen = grant == null ? 0 : watch.version(grant);
      for (Lost it : onOneGrant) {
        if (!clock.instant().isBefore(until)) {
          break;
        }
        recovered += Practices.in(it.practice(), () -> look(it, seen)) ? 1 : 0;
      }
    } catch (RuntimeException e) {
      // The grant itself cannot be read: one that fails must not hold up all others.
      log.error("Grant {} cannot be looked at: {}", grant, e.getClass().getName());
      onOneGrant.forEach(lost::postpone);
    }
    return recovered;
  }

  private boolean look(Lost it, long seen) {
    try {
      if (bindings.forgottenUnlessLost(it)) {
        return false;
      }
      if (watch.look(it.binding(), seen).isEmpty()) {
        return true;
      }
    } catch (NotConnected | XeroException e) {
      log.debug("Binding {} is still not open to us: {}", it.binding(), e.getMessage());
    } catch (RuntimeException e) {
      log.error("Binding {} cannot be looked at: {}", it.binding(), e.getClass().getName());
    }
    lost.postpone(it);
    return false;
  }

  @Configuration(proxyBeanMethods = false)
  static class EveryMinute {

    @Bean
    Task<Void> recoverLostConnections(RecoverySweep sweep, NodeClock machine) {
      return Tasks.recurring("recover-lost-connections", FixedDelay.ofMinutes(1))
          .execute(
              (instance, context) -> {
                if (machine.mayWork()) {
                  sweep.runOnce();
                }
              });
    }
  }
}
