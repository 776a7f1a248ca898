package dev.tandem.books.ledger;

import java.math.BigDecimal;

/**
 * A bank account on one day, in the account's own currency.
 *
 * @param account its ledger id
 * @param opening what it had before; less than zero if overdrawn
 * @param received what came in, zero or more
 * @param spent what went out, zero or more
 * @param closing what it had afterwards
 */
public record LedgerBalance(
    String account,
    BigDecimal opening,
    BigDecimal received,
    BigDecimal spent,
    BigDecimal closing) {}
