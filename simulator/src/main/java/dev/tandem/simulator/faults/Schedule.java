package dev.tandem.simulator.faults;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** When a fault may strike, by the simulator's clock. */
public sealed interface Schedule {
  Schedule ALWAYS = new Between(Instant.MIN, Instant.MAX);

  boolean covers(Instant moment);

  /** Once; the end is not included. */
  record Between(Instant from, Instant until) implements Schedule {
    @Override
    public boolean covers(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }

    @Override
    public String toString() {
      return equals(ALWAYS) ? "" : from + "/" + until;
    }
  }

  /** Every day between two times of UTC; over midnight when the end is the earlier. */
  record Daily(LocalTime from, LocalTime until) implements Schedule {
    @Override
    public boolean covers(Instant moment) {
      LocalTime time = LocalTime.ofInstant(moment, ZoneOffset.UTC);
      boolean begun = !time.isBefore(from);
      boolean open = time.isBefore(until);
      return from.isBefore(until) ? begun && open : begun || open;
    }

    @Override
    public String toString() {
      return from + "/" + until;
    }
  }

  /** Two moments, or two times of day such as {@code 02:00}; an empty text leaves that end open. */
  static Schedule of(String from, String until) {
    if (from.isEmpty() && until.isEmpty()) {
      return ALWAYS;
    }
    Schedule schedule = read(from, until);
    if (schedule.empty()) {
      throw new Unreadable("until has to come after from");
    }
    return schedule;
  }

  /** Whether there is no moment that it covers. */
  private boolean empty() {
    return switch (this) {
      case Between(Instant from, Instant until) -> !from.isBefore(until);
      case Daily(LocalTime from, LocalTime until) -> from.equals(until);
    };
  }

  private static Schedule read(String from, String until) {
    try {
      boolean timesOfDay = from.length() <= 8 && until.length() <= 8;
      return timesOfDay
          ? new Daily(
              from.isEmpty() ? LocalTime.MIN : LocalTime.parse(from),
              until.isEmpty() ? LocalTime.MAX : LocalTime.parse(until))
          : new Between(
              from.isEmpty() ? Instant.MIN : Instant.parse(from),
              until.isEmpty() ? Instant.MAX : Instant.parse(until));
    } catch (DateTimeException unreadable) {
      throw new Unreadable(
          "from and until have to be two moments (2026-11-20T02:00:00Z) or two times of day (02:00)");
    }
  }
}
