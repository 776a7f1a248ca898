package dev.tandem.practice.setup;

import dev.tandem.shared.Money;
import java.math.BigDecimal;

/**
 * What is sold.
 *
 * @param minutes how long an appointment for it takes
 * @param price in the practice's currency, with or without tax as {@code taxInclusive} says
 * @param accountCode the ledger account it is income of, for instance {@code 200}; empty if others
 *     decide it
 * @param taxType the ledger's name for the tax, for instance {@code OUTPUT}; empty if others decide
 *     it
 * @param taxRate percent, for instance 10 for ten percent
 * @param colour {@code #rrggbb}
 */
public record ServiceView(
    ServiceId id,
    String name,
    int minutes,
    Money price,
    boolean taxInclusive,
    String accountCode,
    String taxType,
    BigDecimal taxRate,
    String colour,
    boolean archived) {}
