package dev.tandem.books.lane;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a lane stands, for people.
 *
 * @param minuteLeft calls left in this minute
 * @param dayLeft calls left today; null until the ledger has said it
 * @param dayMost the day's allowance as far as it is known
 * @param blockedUntil the ledger asked to wait until then
 * @param minuteEnds when the minute is over; null before its first call
 * @param dayEnds when the day is over at the latest; null until the ledger has said what is left
 * @param rests kinds of work that are kept back because calls failed in a row, and when it is
 *     looked whether they are well again
 * @param outage whether the ledger cannot be reached
 */
public record LaneState(
    LaneId lane,
    int minuteLeft,
    @Nullable Instant minuteEnds,
    @Nullable Integer dayLeft,
    @Nullable Integer dayMost,
    @Nullable Instant dayEnds,
    @Nullable Instant blockedUntil,
    @Nullable String blockedReason,
    Map<KindOfWork, Instant> rests,
    Outage outage,
    boolean paused) {

  static LaneState of(LaneRow it, Instant now) {
    Budget budget = it.pace().budget().at(now);
    boolean blocked = it.blockedAt(now);
    return new LaneState(
        it.id(),
        budget.minute().left(),
        budget.minute().ends(),
        budget.day().left(),
        budget.day().most(),
        budget.day().ends(),
        blocked ? it.pace().blockedUntil() : null,
        blocked ? it.pace().blockedReason() : null,
        it.pace().failing(),
        it.pace().outage(),
        it.paused());
  }

  /** Whether only the people's part of the day is left. */
  public boolean daySpent() {
    return dayLeft != null && dayLeft <= (dayMost == null ? 0 : Reserve.ofADay(dayMost));
  }

  /** Kinds of work that are kept back because calls failed in a row, in words. */
  public List<String> resting() {
    return rests.keySet().stream().map(KindOfWork::words).sorted().toList();
  }
}
