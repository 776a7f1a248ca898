package dev.tandem.books.connection;

/** A person holds our changes back from this organisation. */
public record SendingTurnedOff(BindingId binding) {}
