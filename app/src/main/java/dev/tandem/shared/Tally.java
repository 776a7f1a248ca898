package dev.tandem.shared;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How much of something there is.
 *
 * @param earliest the first day concerned; null if there is nothing
 * @param amount of money in sum, in the practice's currency; null where it is not counted
 */
public record Tally(int count, @Nullable LocalDate earliest, @Nullable BigDecimal amount) {}
