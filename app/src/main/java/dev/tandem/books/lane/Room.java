package dev.tandem.books.lane;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many turns and bulk calls of all this node's lanes may be at work in the database at once:
 * what a call needs before and after, not the while that the ledger takes. Two of the pool's
 * connections always stay free for people, heartbeats and what else a node does. Without it
 * hundreds of lanes wait for connections together, batches that were claimed get too old to be
 * sent, and the node is taken for dead.
 */
@Component
class Room {

  private static final int LEFT_FREE = 2;

  /** Whether this thread's work stands in the room. */
  private static final ScopedValue<Room> INSIDE = ScopedValue.newInstance();

  private final Semaphore places;

  /**
   * @param connections of the database pool
   */
  Room(@Value("${spring.datasource.hikari.maximum-pool-size:10}") int connections) {
    // Fair: a call that comes back from the ledger is not overtaken by new ones for ever.
    this.places = new Semaphore(Math.max(1, connections - LEFT_FREE), true);
  }

  /** Waits for a place. Whoever enters leaves, or hands the place to {@link #inside}. */
  void enter() {
    places.acquireUninterruptibly();
  }

  void leave() {
    places.release();
  }

  /** Does the work in a place that was entered for it, and leaves. */
  void inside(Runnable work) {
    try {
      ScopedValue.where(INSIDE, this).run(work);
    } finally {
      leave();
    }
  }

  /** Waits for a place, does the work in it, and leaves. */
  <T extends @Nullable Object> T visit(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /** Steps out for as long as the ledger takes; does just the work if nobody stands inside. */
  static <T> T outside(Supplier<T> work) {
    if (!INSIDE.isBound()) {
      return work.get();
    }
    Room room = INSIDE.get();
    room.leave();
    try {
      return work.get();
    } finally {
      room.enter();
    }
  }
}
