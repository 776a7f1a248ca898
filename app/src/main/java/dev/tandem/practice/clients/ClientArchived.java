package dev.tandem.practice.clients;

/**
 * A client was archived: kept, but no longer offered for new work. Published in the transaction of
 * the change.
 */
public record ClientArchived(ClientId client) {}
