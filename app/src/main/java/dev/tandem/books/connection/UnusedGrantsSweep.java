package dev.tandem.books.connection;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.shared.nodes.NodeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Wipes the tokens of consents that lead nowhere: somebody agreed at Xero and then chose no
 * organisation for a day, or the last one on the grant has gone to another. At Xero it is revoked
 * only if nobody else hangs on the same person there.
 */
@Component
class UnusedGrantsSweep {

  private static final Logger log = LoggerFactory.getLogger(UnusedGrantsSweep.class);

  private final GrantUse use;
  private final ConsentAttempts attempts;
  private final Disconnection disconnection;

  UnusedGrantsSweep(GrantUse use, ConsentAttempts attempts, Disconnection disconnection) {
    this.use = use;
    this.attempts = attempts;
    this.disconnection = disconnection;
  }

  /** Gives how many were wiped. */
  int runOnce() {
    attempts.forget();
    int wiped = 0;
    for (GrantId id : use.abandoned()) {
      try {
        disconnection.endGrant(id);
        wiped++;
      } catch (RuntimeException e) {
        log.warn("Unused grant {} could not be ended; tried again within the hour", id, e);
      }
    }
    return wiped;
  }

  @Configuration(proxyBeanMethods = false)
  static class Hourly {

    @Bean
    Task<Void> wipeUnusedGrants(UnusedGrantsSweep sweep, NodeClock machine) {
      return Tasks.recurring("wipe-unused-grants", FixedDelay.ofHours(1))
          .execute(
              (instance, context) -> {
                if (machine.mayWork()) {
                  sweep.runOnce();
                }
              });
    }
  }
}
