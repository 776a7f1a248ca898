package dev.tandem.practice.takings;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A day on which something waits for the close.
 *
 * @param amount in the practice's currency
 */
public record OpenDay(LocalDate day, int payments, BigDecimal amount) {}
