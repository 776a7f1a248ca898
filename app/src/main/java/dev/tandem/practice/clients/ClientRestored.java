package dev.tandem.practice.clients;

/** An archived client is served again. Published in the transaction of the change. */
public record ClientRestored(ClientId client) {}
