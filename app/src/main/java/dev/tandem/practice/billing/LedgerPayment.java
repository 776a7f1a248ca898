package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the ledger reports it.
 *
 * @param ledgerId the ledger's own id of the payment: the same id is the same payment
 * @param removed it was taken back over there
 */
public record LedgerPayment(
    String ledgerId,
    LocalDate date,
    BigDecimal amount,
    String reference,
    @Nullable String accountCode,
    boolean removed) {}
