package dev.tandem.simulator.accounting.books;

/** A document that a commit created or changed. */
public record Changed(Kind kind, String id, boolean created) {}
