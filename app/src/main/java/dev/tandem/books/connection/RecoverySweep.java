package dev.tandem.books.connection;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.books.connection.LostConnections.Lost;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Practices;
import dev.tandem.xero.XeroException;
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

  /** A minute's work for one node; the rest is looked at a minute later. */
  private static final int AT_ONCE = 100;

  private final LostConnections lost;
  private final AccessWatch watch;
  private final Bindings bindings;

  RecoverySweep(LostConnections lost, AccessWatch watch, Bindings bindings) {
    this.lost = lost;
    this.watch = watch;
    this.bindings = bindings;
  }

  /** Looks at what is due; gives how many are open to us again. */
  public int runOnce() {
    int recovered = 0;
    for (Lost it : lost.due(AT_ONCE)) {
      if (Practices.in(it.practice(), () -> look(it))) {
        lost.forget(it.binding());
        recovered++;
      } else {
        lost.postpone(it);
      }
    }
    return recovered;
  }

  private boolean look(Lost it) {
    try {
      Binding.Status status = bindings.find(it.binding()).status();
      return status == Binding.Status.NEEDS_ATTENTION
          ? watch.look(it.binding()).isEmpty()
          : done(it);
    } catch (NoSuchRecord gone) {
      return done(it);
    } catch (NotConnected | XeroException e) {
      log.debug("Binding {} is still not open to us: {}", it.binding(), e.getMessage());
      return false;
    }
  }

  private boolean done(Lost it) {
    lost.forget(it.binding());
    return false;
  }

  @Configuration(proxyBeanMethods = false)
  static class EveryMinute {

    @Bean
    Task<Void> recoverLostConnections(RecoverySweep sweep) {
      return Tasks.recurring("recover-lost-connections", FixedDelay.ofMinutes(1))
          .execute((instance, context) -> sweep.runOnce());
    }
  }
}
