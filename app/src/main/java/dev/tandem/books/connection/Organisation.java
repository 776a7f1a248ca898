package dev.tandem.books.connection;

import org.jspecify.annotations.Nullable;

/** What the ledger says of an organisation that is about to be bound. */
record Organisation(
    String tenantId,
    @Nullable String connectionId,
    String name,
    @Nullable String shortCode,
    @Nullable String country,
    @Nullable String currency) {}
