package dev.tandem.bench.webhooks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The process that plays Xero's part: so many connections, each sending its next delivery as soon
 * as the one before is answered. Says what came of it in one line.
 */
public final class LoadMain {

  /** What deliveries that wait to be sent may take up. */
  private static final long MOST_BYTES = 400L << 20;

  /** More than any machine here takes in, so that they last. */
  private static final int CALLS_PER_SECOND = 12_000;

  private static final int EVENTS_PER_SECOND = 60_000;

  /** Until the sender's own machine code is there: this counts as accepted and is not measured. */
  static final Duration LEAD = Duration.ofSeconds(4);

  private static final int ACCEPTED = 200;
  private static final int TRY_AGAIN = 503;

  private final URI address;
  private final Duration length;
  private final List<byte[]> requests;
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder before = new LongAdder();
  private final LongAdder busy = new LongAdder();

  private LoadMain(URI address, Duration length, List<byte[]> requests) {
    this.address = address;
    this.length = length;
    this.requests = requests;
  }

  /**
   * @param arguments address, key, events per delivery, connections, seconds, seed
   */
  public static void main(String... arguments) throws Exception {
    URI address = URI.create(arguments[0]);
    int events = Integer.parseInt(arguments[2]);
    int connections = Integer.parseInt(arguments[3]);
    var length = Duration.ofSeconds(Long.parseLong(arguments[4]));
    var signed = new Signed(Long.parseLong(arguments[5]));
    var requests = requests(address, arguments[1], events, length, signed);
    System.out.println("ready");
    if (System.in.read() < 0) {
      return;
    }
    System.out.println(new LoadMain(address, length, requests).run(connections));
  }

  private static List<byte[]> requests(
      URI address, String key, int events, Duration length, Signed signed) {
    long wanted =
        length.plus(LEAD).toSeconds() * Math.min(CALLS_PER_SECOND, EVENTS_PER_SECOND / events);
    var requests = new ArrayList<byte[]>();
    long bytes = 0;
    for (long i = 0; i < wanted && bytes < MOST_BYTES; i++) {
      byte[] request = Signed.request(address, signed.body(events), key);
      requests.add(request);
      bytes += request.length;
    }
    return requests;
  }

  private LoadResult run(int connections) throws Exception {
    long from = System.nanoTime() + LEAD.toNanos();
    List<Callable<long[]>> senders = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      senders.add(() -> send(from));
    }
    long[] took;
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> it : threads.invokeAll(senders)) {
        all.add(it.get());
      }
      took = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }
    return LoadResult.of(before.intValue(), took, busy.intValue(), System.nanoTime() - from);
  }

  /** Gives what each accepted delivery took that is measured, in nanoseconds. */
  private long[] send(long from) throws IOException {
    long[] took = new long[1024];
    int count = 0;
    long end = from + length.toNanos();
    var wire = new Wire(address);
    try {
      for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
        long began = System.nanoTime();
        if (began - end > 0) {
          break;
        }
        Wire.Answer answer = wire.send(requests.get(i));
        if (answer.status() == TRY_AGAIN) {
          // Xero would do so; it was not accepted.
          busy.increment();
        } else if (answer.status() != ACCEPTED || answer.bodyBytes() > 0) {
          throw new IOException("answered with " + answer);
        } else if (began - from < 0) {
          before.increment();
        } else {
          if (count == took.length) {
            took = Arrays.copyOf(took, 2 * count);
          }
          took[count++] = System.nanoTime() - began;
        }
        if (!answer.open()) {
          // A server lets a connection be used so often and no more.
          wire.close();
          wire = new Wire(address);
        }
      }
    } finally {
      wire.close();
    }
    return Arrays.copyOf(took, count);
  }
}
