package dev.tandem.practice.takings;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One closing of a day, as it was written down. */
public record ClosingView(
    CloseId id, LocalDate day, Instant at, String by, String note, List<Count> counts) {

  /** In all; zero if everything was there. */
  public BigDecimal difference() {
    return counts.stream().map(Count::difference).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }
}
