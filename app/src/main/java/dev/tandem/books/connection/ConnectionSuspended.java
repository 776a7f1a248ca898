package dev.tandem.books.connection;

/** A person holds everything, both ways. */
public record ConnectionSuspended(BindingId binding) {}
