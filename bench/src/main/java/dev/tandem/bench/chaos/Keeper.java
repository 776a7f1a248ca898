package dev.tandem.bench.chaos;

import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the application running, except when it is to be killed. */
final class Keeper implements Doing.Presence, AutoCloseable {

  private final Installation installation;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition back = lock.newCondition();
  private ApplicationProcess application;
  private boolean away;

  Keeper(Installation installation, Path log) throws InterruptedException {
    this.installation = installation;
    this.application = installation.start(log);
  }

  /** As by {@code kill -9}; it stays away until {@link #start}. */
  void kill() {
    lock.lock();
    try {
      away = true;
      application.kill();
    } finally {
      lock.unlock();
    }
  }

  void start(Path log) throws InterruptedException {
    ApplicationProcess started = installation.start(log);
    lock.lock();
    try {
      application = started;
      away = false;
      back.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whatever became of it before. */
  void startIfAway(Path log) throws InterruptedException {
    if (!application.isAlive()) {
      start(log);
    }
  }

  @Override
  public void await() throws InterruptedException {
    lock.lock();
    try {
      while (away) {
        back.await();
      }
      if (!application.isAlive()) {
        throw new IllegalStateException("The application ended by itself");
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    application.close();
  }
}
