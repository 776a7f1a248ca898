package dev.tandem.practice.clients;

/** Facts about a client were changed. Published in the transaction of the change. */
public record ClientChanged(ClientId client) {}
