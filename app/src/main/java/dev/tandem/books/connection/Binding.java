package dev.tandem.books.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The current practice's tie to one organisation.
 *
 * @param provider the ledger's product, {@code xero}
 * @param tenantId the organisation's id over there
 * @param reason why it needs attention; null in every other state
 * @param since when it came into its state
 * @param sending whether our changes may leave; pulling is not affected
 * @param main whether this is the practice's default organisation
 * @param shortCode opens the organisation's own pages, if the ledger told it
 * @param country ISO 3166 two letters, if the ledger told it
 * @param currency ISO 4217 base currency, if the ledger told it
 */
public record Binding(
    BindingId id,
    String provider,
    String tenantId,
    String organisationName,
    Status status,
    @Nullable LostReason reason,
    Instant since,
    boolean sending,
    boolean main,
    Instant connectedAt,
    @Nullable String shortCode,
    @Nullable String country,
    @Nullable String currency,
    GrantId grant) {

  public boolean active() {
    return status == Status.ACTIVE;
  }

  /** Whether our changes may go to this organisation now. */
  public boolean mayPush() {
    return active() && sending;
  }

  /** What a binding can be in. */
  public enum Status {
    ACTIVE,
    /** A person must act; {@link Binding#reason()} says why. */
    NEEDS_ATTENTION,
    /** Held on purpose, by a person or by Tandem. */
    SUSPENDED,
    /** Ended by a person; its links are kept for a reconnect. */
    DISCONNECTED
  }
}
