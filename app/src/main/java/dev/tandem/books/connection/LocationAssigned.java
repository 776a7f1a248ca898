package dev.tandem.books.connection;

import dev.tandem.practice.setup.LocationId;

/** From now on invoices of this location go to another organisation than before. */
public record LocationAssigned(LocationId location) {}
