package dev.tandem.books.ledger;

/** One answered call: its value and the facts of the call. */
public record Reply<T>(T value, CallFacts facts) {}
