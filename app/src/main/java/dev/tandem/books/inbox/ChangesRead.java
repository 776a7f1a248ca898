package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import java.util.UUID;

/**
 * What changed in an organisation was read to the end, of one kind. Published for the binding's
 * practice, in a transaction of its own.
 */
public record ChangesRead(BindingId binding, UUID tenant) {}
