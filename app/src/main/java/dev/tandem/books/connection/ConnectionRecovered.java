package dev.tandem.books.connection;

/** The ledger lets us in again without a new consent. */
public record ConnectionRecovered(BindingId binding) {}
