package dev.tandem.simulator.webhook;

import dev.tandem.simulator.journal.Drawer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The events owed to one webhook, in order; journaled. */
final class Backlog {
  /** The most events in one delivery. */
  private static final int LARGEST_BATCH = 100;

  private final String webhook;
  private final Drawer drawer;
  private final TreeMap<Long, Pending> line = new TreeMap<>();

  Backlog(String webhook, Drawer drawer) {
    this.webhook = webhook;
    this.drawer = drawer;
    drawer.all().stream()
        .filter(record -> record.path("url").asString().equals(webhook))
        .map(Pending::read)
        .sorted(Comparator.comparingLong(Pending::place))
        .forEach(pending -> line.put(pending.place(), pending));
  }

  synchronized void add(Pending pending) {
    line.put(pending.place(), pending);
    drawer.put(key(pending), pending.record(webhook));
  }

  /** The oldest ones that may go together: neighbours that are alike in the group. */
  synchronized List<Pending> next(Function<Pending, Object> group, Collection<Pending> except) {
    Set<Long> skipped = new HashSet<>();
    except.forEach(each -> skipped.add(each.place()));
    List<Pending> batch = new ArrayList<>();
    for (Pending each : line.values()) {
      if (skipped.contains(each.place())) {
        continue;
      }
      boolean fits = batch.isEmpty() || group.apply(batch.getFirst()).equals(group.apply(each));
      if (!fits || batch.size() == LARGEST_BATCH) {
        break;
      }
      batch.add(each);
    }
    return batch;
  }

  synchronized void remove(Collection<Pending> gone) {
    for (Pending each : gone) {
      if (line.remove(each.place()) != null) {
        drawer.remove(key(each));
      }
    }
  }

  /** Gives up the events from before the moment, which is written as events write theirs. */
  synchronized void forgetBefore(String moment) {
    // They stand in the order of their dates, and there may be many.
    while (!line.isEmpty() && line.firstEntry().getValue().date().compareTo(moment) < 0) {
      remove(List.of(line.firstEntry().getValue()));
    }
  }

  synchronized int size() {
    return line.size();
  }

  synchronized List<Pending> all() {
    return List.copyOf(line.values());
  }

  private String key(Pending pending) {
    return webhook + " " + pending.place();
  }
}
