package dev.tandem.bench.push;

import dev.tandem.bench.Table;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ApplicationListenerMethodAdapter;

/**
 * Part e: the same edit of a client, in a transaction with its row in the outbox and its signal,
 * and in one without; in turns, so that whatever else the machine does meets both.
 */
final class QueuedChange {

  private static final int CLIENTS = 50;
  private static final int ROUNDS = 40;
  private static final int WARM_UP = 10;
  private static final String LISTENER = "QueuePushOnClientChanged";

  private final Practice practice;
  private final Clients clients;
  private final ApplicationEventMulticaster events;

  QueuedChange(Practice practice) {
    this.practice = practice;
    this.clients = practice.world().bean(Clients.class);
    this.events = practice.world().bean(ApplicationEventMulticaster.class);
  }

  Measured run() {
    List<ClientId> some = new Work(practice).clients("Edited", CLIENTS);
    var with = new ArrayList<Long>();
    var without = new ArrayList<Long>();
    List<ApplicationListener<?>> queueing = queueing();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      boolean counts = round >= WARM_UP;
      edit(some, "with" + round, counts ? with : new ArrayList<>());
      queueing.forEach(events::removeApplicationListener);
      edit(some, "without" + round, counts ? without : new ArrayList<>());
      queueing.forEach(events::addApplicationListener);
    }
    double ratio = (double) median(with) / median(without);
    var table =
        new Table("One edit of a client, committed", "median, ms", "of 100, the 95th, ms")
            .row("queued for Xero", ms(median(with)), ms(part(with, 95)))
            .row("the same without", ms(median(without)), ms(part(without, 95)))
            .row("**ratio**", "%.2f".formatted(ratio), "");
    return new Measured(
        "What queueing costs",
        table,
        Map.of("queueRatio", Math.round(100 * ratio) / 100.0),
        List.of("%,d edits of each sort.".formatted(with.size())));
  }

  private List<ApplicationListener<?>> queueing() {
    var found = new ArrayList<ApplicationListener<?>>();
    // The multicaster tells its listeners to whoever removes some of them.
    events.removeApplicationListeners(
        it -> {
          boolean ours =
              it instanceof ApplicationListenerMethodAdapter method
                  && method.getListenerId().contains(LISTENER);
          if (ours) {
            found.add(it);
          }
          return ours;
        });
    if (found.isEmpty()) {
      throw new IllegalStateException("Nobody queues changed clients");
    }
    found.forEach(events::addApplicationListener);
    return found;
  }

  private void edit(List<ClientId> some, String city, List<Long> times) {
    for (ClientId id : some) {
      ClientView now = practice.in(() -> clients.find(id));
      var wanted = now.details().with(Map.of(ClientField.CITY, city));
      long began = System.nanoTime();
      practice.run(() -> clients.change(id, now.version(), wanted));
      times.add(System.nanoTime() - began);
    }
  }

  private static long median(List<Long> times) {
    return part(times, 50);
  }

  private static long part(List<Long> times, int percent) {
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return Arrays.stream(sorted)
        .skip((long) sorted.length * percent / 100)
        .findFirst()
        .orElseThrow();
  }

  private static String ms(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }
}
