package dev.tandem.books.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger's calls to us fare, over the whole installation: they come to one address for all
 * practices.
 *
 * @param provable whether a signing key is set; without one every call is refused
 * @param acceptedAt the last call whose signature was right, a mere test of the ledger's included
 * @param refusedAt the last call without a right signature: a wrong key, or somebody else's attempt
 * @param unknownOrganisations organisations we were told about that no practice is connected to
 * @param unknownNotices notices that wait for such an organisation to be connected
 * @param unreadable calls, rightly signed, that were kept because we could not make sense of them
 */
public record WebhookState(
    boolean provable,
    @Nullable Instant acceptedAt,
    @Nullable Instant refusedAt,
    int unknownOrganisations,
    int unknownNotices,
    int unreadable) {}
