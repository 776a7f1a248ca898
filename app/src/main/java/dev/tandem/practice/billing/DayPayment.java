package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment that counts, among those of its day.
 *
 * @param number the invoice's
 * @param location the invoice's; null if it belongs to none
 */
public record DayPayment(
    PaymentId id,
    InvoiceId invoice,
    @Nullable String number,
    ClientId client,
    @Nullable LocationId location,
    String currency,
    BigDecimal amount,
    PaymentMethod method,
    String reference,
    Instant takenAt) {}
