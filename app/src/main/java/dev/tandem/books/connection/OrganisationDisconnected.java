package dev.tandem.books.connection;

/** A person ended the binding; its route is gone and no call may be made for it. */
public record OrganisationDisconnected(BindingId binding) {}
