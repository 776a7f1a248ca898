package dev.tandem.simulator.webhook;

import dev.tandem.simulator.clock.Agenda;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers one subscription's events in order, on its own thread, soon after the commit. A failed
 * delivery is repeated at once, then every 15 minutes of the simulator's clock for 24 hours; after
 * that the subscription is disabled and its events wait.
 */
final class WebhookSender {
  /** Real time in which events of neighbouring commits join one delivery. */
  private static final Duration GATHERING = Duration.ofMillis(30);

  private static final Duration BETWEEN_RETRIES = Duration.ofMinutes(15);
  private static final Duration GIVING_UP = Duration.ofHours(24);

  /** How long events wait for an address that does not answer. */
  private static final Duration KEPT = Duration.ofDays(31);

  private final Subscription subscription;
  private final Poster poster;
  private final Agenda agenda;
  private final Clock clock;
  private final Mischief mischief;
  private final DeliveryLog log;
  private boolean busy;
  private boolean waiting;
  private boolean closed;
  private @Nullable Instant failingSince;

  WebhookSender(
      Subscription subscription,
      Poster poster,
      Agenda agenda,
      Clock clock,
      Mischief mischief,
      DeliveryLog log) {
    this.subscription = subscription;
    this.poster = poster;
    this.agenda = agenda;
    this.clock = clock;
    this.mischief = mischief;
    this.log = log;
  }

  void owe(List<ObjectNode> events) {
    forgetTheOld();
    subscription.owe(events);
    wake();
  }

  synchronized void wake() {
    if (!busy && !waiting && !closed && subscription.enabled() && subscription.waiting() > 0) {
      busy = true;
      Thread.startVirtualThread(this::deliverAll);
    }
  }

  /** Tries again without waiting for the quarter of an hour; enables a disabled subscription. */
  void retryNow() {
    forgetTheOld();
    synchronized (this) {
      waiting = false;
      failingSince = null;
    }
    subscription.enabled(true);
    wake();
  }

  private void forgetTheOld() {
    subscription.forgetBefore(Webhooks.stamp(clock.instant().minus(KEPT)));
  }

  synchronized void close() {
    closed = true;
    subscription.retire();
  }

  private void deliverAll() {
    pause(GATHERING.plus(mischief.delay()));
    Instant started = clock.instant();
    boolean healthy = false;
    try {
      healthy = deliverWaiting();
    } finally {
      // Also when the journal cannot be written: a sender that stays busy would never wake again.
      finish(healthy, started);
    }
  }

  /** False as soon as a delivery and its immediate repetition have failed. */
  private boolean deliverWaiting() {
    while (open()) {
      List<ObjectNode> batch = subscription.next();
      if (batch.isEmpty()) {
        return true;
      }
      boolean accepted = deliver(batch);
      if (!accepted && !deliver(batch)) {
        return false;
      }
    }
    return true;
  }

  private synchronized boolean open() {
    return !closed;
  }

  private boolean deliver(List<ObjectNode> batch) {
    String body = Payload.of(mischief.reorders() ? batch.reversed() : batch);
    if (mischief.loses()) {
      log.add(subscription.url(), body, "lost on purpose", new Poster.Answer(0, "", false));
      subscription.delivered(batch);
      return true;
    }
    boolean missigned = mischief.missigns();
    boolean twice = mischief.duplicates();
    Poster.Answer answer = post(body, missigned, missigned ? "signed wrongly on purpose" : "");
    if (twice) {
      post(body, missigned, "sent twice on purpose");
    }
    if (answer.accepted()) {
      subscription.delivered(batch);
    }
    return answer.accepted();
  }

  private Poster.Answer post(String body, boolean missigned, String note) {
    String key = subscription.key();
    Poster.Answer answer =
        poster.post(
            subscription.url(),
            body,
            missigned ? Signature.almost(body, key) : Signature.of(body, key));
    log.add(subscription.url(), body, note, answer);
    return answer;
  }

  private void finish(boolean healthy, Instant started) {
    synchronized (this) {
      busy = false;
      if (healthy) {
        failingSince = null;
      } else {
        failed(started);
      }
    }
    // Something may have been committed between the last look and now.
    wake();
  }

  /** Counts from when the attempt began, so that a clock advanced meanwhile is not overlooked. */
  private void failed(Instant started) {
    Instant since = failingSince == null ? started : failingSince;
    failingSince = since;
    if (Duration.between(since, started).compareTo(GIVING_UP) >= 0) {
      subscription.enabled(false);
      failingSince = null;
    } else if (!closed) {
      waiting = true;
      agenda.at(started.plus(BETWEEN_RETRIES), this::retry);
    }
  }

  private void retry() {
    synchronized (this) {
      waiting = false;
    }
    wake();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
