package dev.tandem.books.connection;

/** From now on records without a place in the ledger go to this organisation. */
public record MainOrganisationChosen(BindingId binding) {}
