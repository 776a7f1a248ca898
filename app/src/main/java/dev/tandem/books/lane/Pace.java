package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What calls change of a lane.
 *
 * @param seq counts the calls ever made
 * @param blockedUntil the ledger asked to wait until then
 * @param circuits by {@link KindOfWork#text()}; kinds that never failed are missing
 * @param outage whether the ledger cannot be reached
 * @param answeredAt when the ledger last gave a usable answer, whatever it said
 */
record Pace(
    long seq,
    @Nullable Instant blockedUntil,
    @Nullable String blockedReason,
    Budget budget,
    Map<String, Circuit> circuits,
    Seats seats,
    Outage outage,
    @Nullable Instant answeredAt) {

  /** The ledger asks for no longer wait than to the end of its day, by whichever clock. */
  static final Duration LONGEST = Duration.ofHours(26);

  Circuit circuit(KindOfWork work) {
    return circuits.getOrDefault(work.text(), Circuit.CLOSED);
  }

  /** A wait that is longer than any was begun by a clock that was ahead, and is put right since. */
  boolean blockedAt(Instant now) {
    return blockedUntil != null
        && now.isBefore(blockedUntil)
        && !blockedUntil.isAfter(now.plus(LONGEST));
  }

  /** One more call is under way. */
  Pace claimed(Budget left, Seats taken) {
    return new Pace(
        seq + 1, blockedUntil, blockedReason, left, circuits, taken, outage, answeredAt);
  }

  Pace with(Budget left) {
    return new Pace(seq, blockedUntil, blockedReason, left, circuits, seats, outage, answeredAt);
  }

  Pace with(Seats others) {
    return new Pace(seq, blockedUntil, blockedReason, budget, circuits, others, outage, answeredAt);
  }

  Pace with(KindOfWork work, Circuit circuit) {
    var all = new HashMap<>(circuits);
    if (circuit.equals(Circuit.CLOSED)) {
      all.remove(work.text());
    } else {
      all.put(work.text(), circuit);
    }
    return new Pace(seq, blockedUntil, blockedReason, budget, all, seats, outage, answeredAt);
  }

  Pace with(Outage other) {
    return new Pace(seq, blockedUntil, blockedReason, budget, circuits, seats, other, answeredAt);
  }

  Pace answered(Instant now) {
    return new Pace(seq, blockedUntil, blockedReason, budget, circuits, seats, outage, now);
  }

  /** A later end is never brought forward. */
  Pace blocked(Instant until, String reason, Instant now) {
    return blockedUntil != null && blockedAt(now) && !until.isAfter(blockedUntil)
        ? this
        : new Pace(seq, until, reason, budget, circuits, seats, outage, answeredAt);
  }

  /** What may not start now. */
  Resting resting(Instant now) {
    Map<KindOfWork, Instant> failing = failing();
    var open = new HashMap<>(failing);
    open.values().removeIf(it -> !Circuit.lasts(it, now));
    var doubtful = new HashSet<>(failing.keySet());
    doubtful.removeAll(open.keySet());
    return new Resting(open, doubtful);
  }

  /** Kinds of work that calls failed at in a row, and when it is looked whether they are well. */
  Map<KindOfWork, Instant> failing() {
    var failing = new HashMap<KindOfWork, Instant>();
    circuits.forEach(
        (text, circuit) -> {
          Instant until = circuit.until();
          if (until != null) {
            KindOfWork.of(text).ifPresent(it -> failing.put(it, until));
          }
        });
    return failing;
  }
}
