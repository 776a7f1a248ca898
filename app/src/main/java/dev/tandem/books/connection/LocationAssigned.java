package dev.tandem.books.connection;

import dev.tandem.practice.setup.LocationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From now on invoices of this location go to another organisation than before.
 *
 * @param former that organisation; null if there was none
 */
public record LocationAssigned(LocationId location, @Nullable UUID former) {}
