package dev.tandem.bench.webhooks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What the door answered. */
final class FuzzTally {

  private static final int SHOWN = 20;
  private static final int SERVER_ERROR = 500;

  /** What HTTP itself wants said of a transfer coding that nobody knows. */
  private static final int NOT_IMPLEMENTED = 501;

  private final ConcurrentSkipListMap<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final LongAdder wrong = new LongAdder();
  private final List<String> examples = new CopyOnWriteArrayList<>();

  void count(Attempt attempt, Wire.Answer answer, String which) {
    statuses.computeIfAbsent(answer.status(), _ -> new LongAdder()).increment();
    boolean asWanted =
        attempt.wanted() == 0
            ? answer.status() < SERVER_ERROR || answer.status() == NOT_IMPLEMENTED
            : answer.status() == attempt.wanted() && answer.bodyBytes() == 0;
    if (!asWanted) {
      note(which + ": " + answer + ", " + attempt.wanted() + " was wanted");
    }
  }

  /** No answer at all is wrong for whoever made a sound call. */
  void broken(Attempt attempt, String which, Exception why) {
    statuses.computeIfAbsent(0, _ -> new LongAdder()).increment();
    if (attempt.wanted() != 0) {
      note(which + ": " + why);
    }
  }

  private void note(String what) {
    wrong.increment();
    if (examples.size() < SHOWN) {
      examples.add(what);
    }
  }

  long wrong() {
    return wrong.sum();
  }

  /** Answers of 500 and more: we have no reason here to ask for another try. */
  long serverErrors() {
    return statuses.tailMap(SERVER_ERROR).entrySet().stream()
        .filter(it -> it.getKey() != NOT_IMPLEMENTED)
        .mapToLong(it -> it.getValue().sum())
        .sum();
  }

  /** How many of each; 0 where the connection ended instead. */
  Map<Integer, Long> statuses() {
    var all = new TreeMap<Integer, Long>();
    statuses.forEach((status, count) -> all.put(status, count.sum()));
    return all;
  }

  List<String> examples() {
    return List.copyOf(examples);
  }
}
