package dev.tandem.books.connection;

/** The ledger no longer lets us in; a person was told. */
public record ConnectionFailed(BindingId binding) {}
