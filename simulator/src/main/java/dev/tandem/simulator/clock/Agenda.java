package dev.tandem.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Things to do at a time of the simulator's clock, each started on its own virtual thread. */
public final class Agenda implements AutoCloseable {
  private record Item(Instant due, Runnable action) {}

  private final SimulatorClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Item> items = new PriorityQueue<>(Comparator.comparing(Item::due));
  private final Thread thread;

  public Agenda(SimulatorClock clock) {
    this.clock = clock;
    clock.onAdvance(this::look);
    thread = Thread.ofVirtual().name("agenda").start(this::run);
  }

  public void in(Duration delay, Runnable action) {
    at(clock.instant().plus(delay), action);
  }

  public void at(Instant due, Runnable action) {
    lock.lock();
    try {
      items.add(new Item(due, action));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      items.clear();
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.startVirtualThread(next().action());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Item next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        @Nullable Item first = items.peek();
        if (first == null) {
          changed.await();
        } else {
          long wait = Duration.between(clock.instant(), first.due()).toMillis();
          if (wait <= 0) {
            items.remove(first);
            return first;
          }
          changed.await(wait, TimeUnit.MILLISECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
