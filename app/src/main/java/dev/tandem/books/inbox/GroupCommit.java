package dev.tandem.books.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Many callers, few commits: whatever waits while a commit is under way goes into the next one.
 * Under load this stores about twice as much as a transaction per caller; without load nobody waits
 * for company. A caller returns when its rows are committed, and not before.
 */
class GroupCommit<T> {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  static final int WRITERS = 2;
  private static final int CALLERS = 256;
  private static final int ROWS = 5_000;
  private static final int WAITING = 2_048;

  /** The ledger hangs up after five seconds, and our refusal has to be there before. */
  static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Nobody waits this long unless the database is away: then there is no use in queueing. */
  private static final Duration STUCK = Duration.ofSeconds(1);

  /** What one caller wants stored; the end of the line has nothing to store. */
  private static final class Waiting<T> {
    private final List<T> rows;
    private final long since = System.nanoTime();
    private final CompletableFuture<Void> stored = new CompletableFuture<>();

    private Waiting(List<T> rows) {
      this.rows = rows;
    }

    private boolean last() {
      return rows.isEmpty();
    }

    private boolean stuck() {
      return System.nanoTime() - since > STUCK.toNanos();
    }
  }

  private final Consumer<List<T>> store;
  private final ToIntFunction<T> size;
  private final BlockingQueue<Waiting<T>> queue = new ArrayBlockingQueue<>(WAITING);
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean open;

  /**
   * @param store stores all or nothing, and has committed when it returns
   * @param size how many rows each makes
   */
  GroupCommit(Consumer<List<T>> store, ToIntFunction<T> size) {
    this.store = store;
    this.size = size;
  }

  synchronized void start() {
    for (int i = writers.size(); i < WRITERS; i++) {
      writers.add(Thread.ofVirtual().name("deliveries-" + i).start(this::writeUntilLast));
    }
    open = true;
  }

  /** Lets nobody in any more and returns when everybody inside is served. */
  synchronized void stop() {
    open = false;
    writers.forEach(_ -> giveWay(new Waiting<>(List.of())));
    writers.forEach(GroupCommit::await);
    writers.clear();
  }

  int waiting() {
    return queue.size();
  }

  boolean running() {
    return open;
  }

  /**
   * Returns when these rows are committed.
   *
   * @throws NotAccepted if that cannot be said: most likely they are not stored
   */
  void commit(List<T> rows) {
    commit(rows, System.nanoTime());
  }

  /**
   * The same for a caller who waits already.
   *
   * @param since by {@link System#nanoTime}
   */
  void commit(List<T> rows, long since) {
    if (rows.isEmpty()) {
      return;
    }
    Waiting<T> first = queue.peek();
    if (!open || (first != null && first.stuck())) {
      throw new NotAccepted("Deliveries cannot be stored now");
    }
    var mine = new Waiting<>(rows);
    if (!queue.offer(mine)) {
      throw new NotAccepted("Too many deliveries are waiting");
    }
    await(mine, since);
  }

  private void await(Waiting<T> mine, long since) {
    try {
      long left = PATIENCE.toNanos() - (System.nanoTime() - since);
      mine.stored.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new NotAccepted("A delivery could not be stored");
    } catch (TimeoutException e) {
      queue.remove(mine);
      throw new NotAccepted("A delivery was not stored in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotAccepted("Closing");
    }
  }

  private void writeUntilLast() {
    try {
      for (Waiting<T> next = queue.take(); !next.last(); next = queue.take()) {
        write(withCompany(next));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Waiting<T>> withCompany(Waiting<T> first) {
    var group = new ArrayList<Waiting<T>>();
    int rows = 0;
    for (Waiting<T> next = first; next != null; next = queue.poll()) {
      if (next.last()) {
        giveWay(next);
        break;
      }
      group.add(next);
      rows += next.rows.stream().mapToInt(size).sum();
      if (group.size() == CALLERS || rows >= ROWS) {
        break;
      }
    }
    return group;
  }

  private void write(List<Waiting<T>> group) {
    try {
      store.accept(group.stream().flatMap(it -> it.rows.stream()).toList());
      group.forEach(it -> it.stored.complete(null));
    } catch (DataIntegrityViolationException e) {
      refuse(group, e);
    } catch (RuntimeException | Error e) {
      // The text of the cause might quote a row.
      log.warn("{} deliveries were not stored: {}", group.size(), name(e));
      group.forEach(it -> it.stored.completeExceptionally(e));
    }
  }

  /** A row the database will not have must not take its company with it. */
  private void refuse(List<Waiting<T>> group, DataIntegrityViolationException e) {
    if (group.size() > 1) {
      group.forEach(it -> write(List.of(it)));
    } else {
      log.warn("The database will not have a delivery: {}", name(e));
      group.getFirst().stored.completeExceptionally(e);
    }
  }

  private static String name(Throwable e) {
    return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
        ? e.getClass().getSimpleName() + ", SQL state " + cause.getSQLState()
        : e.getClass().getSimpleName();
  }

  /** To the end of the line; whoever is in it goes first. */
  private void giveWay(Waiting<T> last) {
    try {
      queue.put(last);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Thread writer) {
    try {
      writer.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
