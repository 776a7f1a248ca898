package dev.tandem.xero.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.xero.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation (or practice) that a user opened to our app.
 *
 * @param connectionId ends the connection when given to {@link XeroOAuth#disconnect}; not the
 *     tenant's id
 * @param authEventId the consent that opened it last
 * @param tenantType {@code ORGANISATION}, {@code PRACTICE}, …
 * @param updatedDateUtc later than created when it was connected anew
 */
public record XeroTenant(
    @JsonProperty("id") UUID connectionId,
    TenantId tenantId,
    @Nullable UUID authEventId,
    @Nullable String tenantType,
    @Nullable String tenantName,
    @Nullable Instant createdDateUtc,
    @Nullable Instant updatedDateUtc) {

  @Override
  public String toString() {
    return "XeroTenant[" + tenantId + "]";
  }
}
