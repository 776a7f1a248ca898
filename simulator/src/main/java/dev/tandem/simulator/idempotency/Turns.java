package dev.tandem.simulator.idempotency;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time for each name, others waiting; names nobody uses are forgotten. */
final class Turns {
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  private final Map<String, Turn> turns = new HashMap<>();

  /** Waits for its turn; false without waiting when somebody has it and it is not to be awaited. */
  boolean begin(String name, boolean wait) {
    Turn turn;
    synchronized (turns) {
      turn = turns.computeIfAbsent(name, key -> new Turn());
      if (turn.users > 0 && !wait) {
        return false;
      }
      turn.users++;
    }
    turn.lock.lock();
    return true;
  }

  void end(String name) {
    synchronized (turns) {
      Turn turn = turns.get(name);
      if (turn == null) {
        throw new IllegalStateException("Nobody had the turn");
      }
      turn.lock.unlock();
      turn.users--;
      if (turn.users == 0) {
        turns.remove(name);
      }
    }
  }
}
