package dev.tandem.practice.clients;

/**
 * A client that a restored database had lost is here again, as the ledger has it. Published in the
 * transaction of the change.
 */
record ClientBroughtBack(ClientId client) {}
