package dev.tandem.books.connection;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.shared.nodes.NodeClock;
import dev.tandem.xero.XeroException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Xero forgets a consent that was not used for 60 days. A practice on holiday loses nothing: grants
 * that nobody used for ten days are renewed, so that fifty are left to notice one that fails. One
 * that fails does not stop the rest, and is tried again each hour.
 */
@Component
class KeepGrantsAliveSweep {

  private static final Logger log = LoggerFactory.getLogger(KeepGrantsAliveSweep.class);
  private static final Duration UNUSED = Duration.ofDays(10);

  private final Grants grants;
  private final TokenRefresh tokens;

  KeepGrantsAliveSweep(Grants grants, TokenRefresh tokens) {
    this.grants = grants;
    this.tokens = tokens;
  }

  /** Renews what has lain still; gives how many were. */
  int runOnce() {
    int renewed = 0;
    for (GrantId id : grants.unusedFor(UNUSED)) {
      try {
        tokens.newer(id, grants.find(id).version());
        renewed++;
      } catch (XeroException | NotConnected e) {
        log.warn(
            "Grant {} could not be kept alive; tried again within the hour: {}",
            id,
            e.getMessage());
      } catch (RuntimeException e) {
        log.error("Grant {} could not be kept alive; tried again within the hour", id, e);
      }
    }
    return renewed;
  }

  @Configuration(proxyBeanMethods = false)
  static class Hourly {

    @Bean
    Task<Void> keepGrantsAlive(KeepGrantsAliveSweep sweep, NodeClock machine) {
      return Tasks.recurring("keep-grants-alive", FixedDelay.ofHours(1))
          .execute(
              (instance, context) -> {
                if (machine.mayWork()) {
                  sweep.runOnce();
                }
              });
    }
  }
}
