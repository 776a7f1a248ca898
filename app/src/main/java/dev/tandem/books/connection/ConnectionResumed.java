package dev.tandem.books.connection;

/** A person lets it go on. */
public record ConnectionResumed(BindingId binding) {}
