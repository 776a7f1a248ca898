package dev.tandem.simulator.webhook;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.clock.Agenda;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers one webhook's events in order, on its own thread, soon after the commit. A failed
 * delivery is repeated at once, then every 15 minutes of the simulator's clock for 24 hours; after
 * that the webhook is disabled and its events wait, 31 days at most.
 */
final class WebhookSender {
  /** Real time in which events of neighbouring commits join one delivery. */
  private static final Duration GATHERING = Duration.ofMillis(30);

  private static final Duration BETWEEN_RETRIES = Duration.ofMinutes(15);
  private static final Duration GIVING_UP = Duration.ofHours(24);

  /** How long events wait for an address that does not answer. */
  private static final Duration KEPT = Duration.ofDays(31);

  /** What all senders share. */
  record Means(
      Poster poster,
      Agenda agenda,
      Clock clock,
      Mischief mischief,
      DeliveryLog log,
      Switches switches,
      Consumer<Subscription> disabled) {}

  private final Subscription subscription;
  private final Means means;
  private final Lineup lineup;
  private final Courier courier;
  private boolean busy;
  private @Nullable Instant nextAttempt;
  private boolean again;
  private boolean closed;

  WebhookSender(Subscription subscription, Means means) {
    this.subscription = subscription;
    this.means = means;
    this.lineup = new Lineup(subscription.backlog(), means.mischief, means.switches);
    this.courier = new Courier(subscription.registration(), means);
  }

  void owe(List<Event> events) {
    forgetTheOld();
    subscription.owe(events, means.switches.is(Switch.WEBHOOK_SEQUENCE_PER_TENANT));
    wake();
  }

  synchronized void wake() {
    if (!busy && nextAttempt == null && !closed && subscription.enabled() && lineup.waits()) {
      busy = true;
      Thread.startVirtualThread(this::deliverAll);
    }
  }

  /** Tries again without waiting for the quarter of an hour; enables a disabled webhook. */
  void retryNow() {
    forgetTheOld();
    lineup.release();
    subscription.enable();
    synchronized (this) {
      nextAttempt = null;
      again = busy;
    }
    wake();
  }

  private void forgetTheOld() {
    subscription.backlog().forgetBefore(Event.stamp(means.clock.instant().minus(KEPT)));
  }

  synchronized void close() {
    closed = true;
    subscription.retire();
  }

  private void deliverAll() {
    Courier.pause(GATHERING);
    Instant started = means.clock.instant();
    boolean healthy = false;
    try {
      healthy = deliverWaiting();
    } finally {
      // Also when the journal cannot be written: a sender that stays busy would never wake again.
      finish(healthy, started);
    }
  }

  /** False as soon as a delivery, and its immediate repetition if it is the first, have failed. */
  private boolean deliverWaiting() {
    while (open()) {
      List<Pending> batch = lineup.next();
      if (batch.isEmpty()) {
        return true;
      }
      boolean first = subscription.failingSince() == null;
      if (!courier.accepted(batch) && !(first && courier.accepted(batch))) {
        return false;
      }
      lineup.done(batch);
      subscription.failing(null);
    }
    return true;
  }

  private synchronized boolean open() {
    return !closed;
  }

  private void finish(boolean healthy, Instant started) {
    synchronized (this) {
      busy = false;
      // Who asked for another attempt during this one does not mean to wait for its outcome.
      if (!healthy && !again) {
        failed(started);
      }
      again = false;
    }
    // Something may have been committed between the last look and now.
    wake();
  }

  /** Counts from when the attempt began, so that a clock advanced meanwhile is not overlooked. */
  private void failed(Instant started) {
    if (closed) {
      return;
    }
    Instant before = subscription.failingSince();
    Instant since = before == null ? started : before;
    if (Duration.between(since, started).compareTo(GIVING_UP) >= 0) {
      means.disabled.accept(subscription);
      subscription.disable();
    } else {
      subscription.failing(since);
      Instant next = started.plus(BETWEEN_RETRIES);
      nextAttempt = next;
      means.agenda.at(next, () -> retry(next));
    }
  }

  private void retry(Instant planned) {
    synchronized (this) {
      if (!planned.equals(nextAttempt)) {
        return;
      }
      nextAttempt = null;
    }
    wake();
  }

  synchronized ObjectNode describe() {
    ObjectNode shown = subscription.describe();
    return nextAttempt == null ? shown : shown.put("nextAttempt", nextAttempt.toString());
  }
}
