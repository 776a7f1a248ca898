package dev.tandem.books.connection;

/** A person let our changes leave for this organisation. */
public record SendingTurnedOn(BindingId binding) {}
