package dev.tandem.simulator.webhook;

import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The registered webhooks with their senders; journaled. Not for several threads at once. */
final class Registry {
  /** A webhook, and who delivers to it. */
  record Entry(Subscription subscription, WebhookSender sender) {
    private String id() {
      return subscription.registration().id();
    }
  }

  private final Drawer registrations;
  private final Drawer owed;
  private final WebhookSender.Means means;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Registry(Journal journal, WebhookSender.Means means) {
    this.registrations = new Drawer("webhooks", journal);
    this.owed = new Drawer("webhook-events", journal);
    this.means = means;
  }

  void restore() {
    registrations.all().forEach(record -> add(Subscription.restore(record, registrations, owed)));
    entries.values().forEach(each -> each.sender.wake());
  }

  Entry register(Registration registration, boolean unchecked) {
    Entry old = entries.remove(registration.id());
    if (old != null) {
      old.sender.close();
    }
    Entry added = add(Subscription.register(registration, unchecked, registrations, owed));
    added.sender.wake();
    return added;
  }

  Entry move(Entry entry, String to) {
    entry.sender.close();
    entries.remove(entry.id());
    return add(entry.subscription.movedTo(to, owed));
  }

  private Entry add(Subscription subscription) {
    Entry added = new Entry(subscription, new WebhookSender(subscription, means));
    entries.put(added.id(), added);
    return added;
  }

  void remove(Entry entry) {
    String id = entry.id();
    entries.remove(id);
    entry.sender.close();
    registrations.remove(id);
    owed.removeIf(event -> event.path("url").asString().equals(id));
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  List<Entry> matching(Predicate<Registration> which) {
    return entries.values().stream()
        .filter(each -> which.test(each.subscription.registration()))
        .toList();
  }

  void reset() {
    close();
    entries.clear();
    registrations.clear();
    owed.clear();
  }

  void close() {
    entries.values().forEach(each -> each.sender.close());
  }
}
