package dev.tandem.books.lane;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a lane stands, for people.
 *
 * @param minuteLeft calls left in this minute
 * @param dayLeft calls left today; null until the ledger has said it
 * @param dayMost the day's allowance as far as it is known
 * @param blockedUntil the ledger asked to wait until then
 * @param resting kinds of work that are kept back because calls failed in a row
 */
public record LaneState(
    LaneId lane,
    int minuteLeft,
    @Nullable Integer dayLeft,
    @Nullable Integer dayMost,
    @Nullable Instant blockedUntil,
    @Nullable String blockedReason,
    List<String> resting,
    boolean paused) {

  static LaneState of(LaneRow it, Instant now) {
    Budget budget = it.budget().at(now);
    boolean blocked = it.blockedAt(now);
    return new LaneState(
        it.id(),
        budget.minuteLeft(),
        budget.dayLeft(),
        budget.dayMost(),
        blocked ? it.blockedUntil() : null,
        blocked ? it.blockedReason() : null,
        it.circuits().entrySet().stream()
            .filter(circuit -> circuit.getValue().open(now))
            .map(java.util.Map.Entry::getKey)
            .sorted()
            .toList(),
        it.paused());
  }
}
