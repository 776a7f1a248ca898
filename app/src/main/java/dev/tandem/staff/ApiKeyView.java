package dev.tandem.staff;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as people may see it.
 *
 * @param hint the key's first letters
 */
public record ApiKeyView(
    UUID id,
    String name,
    String hint,
    Role role,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
