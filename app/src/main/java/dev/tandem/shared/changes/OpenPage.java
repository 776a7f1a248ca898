package dev.tandem.shared.changes;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One page that listens. What it is told of waits here until its own thread has written it: a page
 * that does not read holds up nobody else, and what waits for it meanwhile stays small.
 */
final class OpenPage {

  /** Above this many that wait, the page hears of the kinds and not of each record. */
  private static final int SINGLY = 50;

  /** Between two messages, in which what is told is gathered. */
  private static final long BREATH_MILLIS = 200;

  private static final String ALL = " *";

  private final SseEmitter stream;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Condition ended = lock.newCondition();
  private Set<String> records = new LinkedHashSet<>();
  private boolean missed;
  private boolean pulse;
  private boolean over;

  OpenPage(SseEmitter stream) {
    this.stream = stream;
  }

  SseEmitter stream() {
    return stream;
  }

  /** Of {@code kind id}, or {@code kind *} for many. */
  void tell(String record) {
    change(() -> add(record));
  }

  /** Something may have changed that nobody heard of. */
  void tellMissed() {
    change(() -> missed = true);
  }

  void pulse() {
    change(() -> pulse = true);
  }

  /** Nothing is written any more. */
  void end() {
    lock.lock();
    try {
      over = true;
      told.signalAll();
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(String record) {
    String all = kind(record) + ALL;
    if (records.contains(all)) {
      return;
    }
    if (record.equals(all)) {
      records.removeIf(it -> kind(it).equals(kind(record)));
    }
    records.add(record);
    if (records.size() > SINGLY) {
      var kinds = new LinkedHashSet<String>();
      records.forEach(it -> kinds.add(kind(it) + ALL));
      records = kinds;
    }
  }

  private static String kind(String record) {
    return record.substring(0, record.indexOf(' '));
  }

  /** Writes what it is told until the stream ends, which is an exception or the end of the page. */
  void write() throws IOException, InterruptedException {
    while (true) {
      List<SseEventBuilder> some = next();
      if (some.isEmpty()) {
        return;
      }
      for (SseEventBuilder it : some) {
        stream.send(it);
      }
      if (breathe()) {
        return;
      }
    }
  }

  /** Waits for something to write; empty when the page is over. */
  private List<SseEventBuilder> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!over && records.isEmpty() && !missed && !pulse) {
        told.await();
      }
      if (over) {
        return List.of();
      }
      List<SseEventBuilder> some =
          missed
              ? List.of(SseEmitter.event().name("missed").data("all"))
              : records.isEmpty()
                  ? List.of(SseEmitter.event().comment("pulse"))
                  : records.stream()
                      .map(it -> SseEmitter.event().name("changed").data(it))
                      .toList();
      records = new LinkedHashSet<>();
      missed = false;
      pulse = false;
      return some;
    } finally {
      lock.unlock();
    }
  }

  private boolean breathe() throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(BREATH_MILLIS);
    lock.lockInterruptibly();
    try {
      while (!over && left > 0) {
        left = ended.awaitNanos(left);
      }
      return over;
    } finally {
      lock.unlock();
    }
  }
}
