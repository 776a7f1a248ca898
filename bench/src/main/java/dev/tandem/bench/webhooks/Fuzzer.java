package dev.tandem.bench.webhooks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Sends bodies from several connections, in ten parts, and looks at the heap after each. */
final class Fuzzer {

  private static final int CONNECTIONS = 8;
  private static final int PARTS = 10;

  private final URI address;
  private final String key;
  private final Database database;
  private final Consumer<String> tell;
  private final FuzzTally tally = new FuzzTally();
  private final List<Long> heaps = new ArrayList<>();

  Fuzzer(URI address, String key, Database database, Consumer<String> tell) {
    this.address = address;
    this.key = key;
    this.database = database;
    this.tell = tell;
  }

  FuzzTally run(int bodies, long seed) throws Exception {
    var seeds = new SplittableRandom(seed);
    int each = Math.max(1, bodies / PARTS / CONNECTIONS);
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int part = 1; part <= PARTS; part++) {
        List<Callable<Void>> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
          long its = seeds.nextLong();
          senders.add(() -> send(its, each));
        }
        for (Future<Void> it : threads.invokeAll(senders)) {
          it.get();
        }
        // Or the disk fills with what nobody will look at.
        database.empty();
        heaps.add(heap());
        tell.accept(
            "%d bodies: %s, heap %d MB"
                .formatted(part * each * CONNECTIONS, tally.statuses(), heaps.getLast() >> 20));
      }
    }
    return tally;
  }

  /**
   * How much more heap is in use at the end than after the second part, as a share: what is loaded
   * and filled once is there by then.
   */
  double heapGrowth() {
    return (double) heaps.getLast() / heaps.get(1) - 1;
  }

  private Void send(long seed, int count) throws IOException {
    var random = new SplittableRandom(seed);
    var bodies = new Bodies(random);
    Wire wire = new Wire(address);
    try {
      for (int i = 0; i < count; i++) {
        Attempt attempt = Attempt.next(random, bodies, address, key);
        String which = "seed " + seed + ", body " + i;
        boolean open;
        try {
          Wire.Answer answer = wire.send(attempt.request());
          tally.count(attempt, answer, which);
          open = answer.open() && attempt.wanted() != 0;
        } catch (IOException | RuntimeException e) {
          tally.broken(attempt, which, e);
          open = false;
        }
        if (!open) {
          wire.close();
          wire = new Wire(address);
        }
      }
    } finally {
      wire.close();
    }
    return null;
  }

  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
