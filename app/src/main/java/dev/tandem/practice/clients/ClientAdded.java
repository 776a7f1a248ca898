package dev.tandem.practice.clients;

/** A client was added. Published in the transaction of the change. */
public record ClientAdded(ClientId client) {}
