package dev.tandem.books;

import java.util.concurrent.locks.LockSupport;

/** What the scheduler does for an application: the room's lane takes turn after turn meanwhile. */
public final class TurningLane implements AutoCloseable {

  private final Thread thread;
  private volatile boolean open = true;
  private volatile RuntimeException failure;

  public TurningLane(BooksRoom books) {
    this.thread = Thread.ofVirtual().name("turning lane").start(() -> turn(books));
  }

  private void turn(BooksRoom books) {
    try {
      while (open) {
        books.turn();
        // Leaves the machine to those who wait.
        LockSupport.parkNanos(20_000_000);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    thread.join();
    if (failure != null) {
      throw failure;
    }
  }
}
