package dev.tandem.xero.webhook;

import dev.tandem.xero.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * "This record changed": read it again. Events come at least once, in any order, also for our own
 * writes.
 *
 * @param eventType {@code CREATE} or {@code UPDATE}; deleting, voiding and archiving are updates
 * @param eventCategory {@code CONTACT}, {@code INVOICE} (bills, too), {@code CREDITNOTE}, …
 * @param tenantType {@code ORGANISATION}, or {@code APPLICATION} for app store events
 * @param dataType which sort of record it is, as {@code ACCPAYCREDIT}: told of credit notes,
 *     overpayments and prepayments; null where it is not told
 * @param raw the whole event, byte for byte as it came, also with what is not named here
 */
public record WebhookEvent(
    @Nullable String resourceUrl,
    UUID resourceId,
    Instant eventDateUtc,
    String eventType,
    String eventCategory,
    TenantId tenantId,
    @Nullable String tenantType,
    @Nullable String dataType,
    byte[] raw) {}
