package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * One registered address with its signing key, its own event sequence and the events still owed to
 * it. All of it is journaled.
 */
final class Subscription {
  /** The most events in one delivery. */
  private static final int LARGEST_BATCH = 100;

  private final String url;
  private final String key;
  private final String tenant;
  private final Drawer registrations;
  private final Drawer owed;
  private final Deque<ObjectNode> queue = new ArrayDeque<>();
  private long nextSequence;
  private boolean enabled;
  private boolean retired;

  private Subscription(ObjectNode record, Drawer registrations, Drawer owed) {
    this.url = record.path("url").asString();
    this.key = record.path("key").asString();
    this.tenant = record.path("tenant").asString("");
    this.enabled = record.path("enabled").asBoolean(true);
    this.nextSequence = record.path("nextSequence").asLong(1);
    this.registrations = registrations;
    this.owed = owed;
    owed.all().stream()
        .filter(entry -> entry.path("url").asString().equals(url))
        .map(entry -> (ObjectNode) entry.path("event"))
        .sorted(Comparator.comparingLong(event -> event.path("_sequence").asLong()))
        .forEach(queue::add);
    if (!queue.isEmpty()) {
      nextSequence = Math.max(nextSequence, queue.getLast().path("_sequence").asLong() + 1);
    }
  }

  static Subscription register(
      String url, String key, String tenant, Drawer registrations, Drawer owed) {
    ObjectNode record = Json.object().put("url", url).put("key", key).put("tenant", tenant);
    Subscription subscription = new Subscription(record, registrations, owed);
    subscription.save();
    return subscription;
  }

  static Subscription restore(ObjectNode record, Drawer registrations, Drawer owed) {
    return new Subscription(record, registrations, owed);
  }

  /** From now on nothing is written for it: the address was unregistered or registered anew. */
  synchronized void retire() {
    retired = true;
  }

  private void save() {
    if (retired) {
      return;
    }
    registrations.put(
        url,
        Json.object()
            .put("url", url)
            .put("key", key)
            .put("tenant", tenant)
            .put("enabled", enabled)
            .put("nextSequence", nextSequence));
  }

  /** Whether it is told of this organisation. */
  boolean about(String tenantId) {
    return tenant.isEmpty() || tenant.equalsIgnoreCase(tenantId);
  }

  String url() {
    return url;
  }

  String key() {
    return key;
  }

  synchronized boolean enabled() {
    return enabled;
  }

  synchronized void enabled(boolean now) {
    enabled = now;
    save();
  }

  synchronized void owe(List<ObjectNode> events) {
    for (ObjectNode each : events) {
      ObjectNode event = each.deepCopy().put("_sequence", nextSequence++);
      queue.add(event);
      ObjectNode entry = Json.object().put("url", url);
      entry.set("event", event);
      owed.put(place(event), entry);
    }
  }

  /** The oldest events owed, in order. */
  synchronized List<ObjectNode> next() {
    return queue.stream().limit(LARGEST_BATCH).toList();
  }

  /** Events leave from the front of the queue only, so the last one tells them all. */
  synchronized void delivered(List<ObjectNode> events) {
    long last = events.getLast().path("_sequence").asLong();
    drop(event -> event.path("_sequence").asLong() <= last);
    save();
  }

  /** Gives up the events from before the moment, which is written as events write theirs. */
  synchronized void forgetBefore(String moment) {
    drop(event -> event.path("eventDateUtc").asString("").compareTo(moment) < 0);
  }

  private void drop(Predicate<ObjectNode> gone) {
    while (!queue.isEmpty() && gone.test(queue.getFirst())) {
      owed.remove(place(queue.removeFirst()));
    }
  }

  synchronized int waiting() {
    return queue.size();
  }

  private String place(ObjectNode event) {
    return url + " " + event.path("_sequence").asLong();
  }

  /** What may be shown: never the key. */
  synchronized ObjectNode describe() {
    return Json.object()
        .put("url", url)
        .put("status", enabled ? "OK" : "DISABLED")
        .put("nextSequence", nextSequence)
        .put("waiting", queue.size());
  }
}
