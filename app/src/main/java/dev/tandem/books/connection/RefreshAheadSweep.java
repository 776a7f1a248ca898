package dev.tandem.books.connection;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.shared.nodes.NodeClock;
import dev.tandem.xero.XeroException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Renews the tokens of grants in use before anybody has to wait for it: when under ten minutes are
 * left, twice the time at which a caller would do it. Also those whose last renewal was never
 * answered, used or not: Xero takes the old refresh token for half an hour only.
 */
@Component
class RefreshAheadSweep {

  private static final Logger log = LoggerFactory.getLogger(RefreshAheadSweep.class);
  private static final Duration AHEAD = Duration.ofMinutes(10);

  /** Enough for thousands of grants between two sweeps, and no crowd at Xero's door. */
  private static final int AT_ONCE = 8;

  private final GrantUse use;
  private final Grants grants;
  private final TokenRefresh tokens;

  RefreshAheadSweep(GrantUse use, Grants grants, TokenRefresh tokens) {
    this.use = use;
    this.grants = grants;
    this.tokens = tokens;
  }

  /** Gives how many were renewed. */
  int runOnce() {
    try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var renewals = new ArrayList<Future<Boolean>>();
      use.dueWithin(AHEAD).forEach(id -> renewals.add(pool.submit(() -> renew(id))));
      int renewed = 0;
      for (Future<Boolean> it : renewals) {
        renewed += it.get() ? 1 : 0;
      }
      return renewed;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A renewal failed unexpectedly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean renew(GrantId id) {
    try {
      tokens.newer(id, grants.find(id).version());
      return true;
    } catch (XeroException | NotConnected e) {
      log.info("Grant {} was not renewed ahead of time: {}", id, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      log.error("Grant {} could not be renewed ahead of time", id, e);
      return false;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class EachMinute {

    @Bean
    Task<Void> refreshAhead(RefreshAheadSweep sweep, NodeClock machine) {
      return Tasks.recurring("refresh-ahead", FixedDelay.ofMinutes(1))
          .execute(
              (instance, context) -> {
                if (machine.mayWork()) {
                  sweep.runOnce();
                }
              });
    }
  }
}
