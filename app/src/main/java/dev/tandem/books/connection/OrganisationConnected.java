package dev.tandem.books.connection;

/** An organisation was bound, or its binding was repaired by a new consent. */
public record OrganisationConnected(BindingId binding) {}
