package dev.tandem.books.adoption;

import dev.tandem.books.connection.BindingId;
import java.util.UUID;

/**
 * A person decided about a record that a restore had lost. Published in the transaction of the
 * decision.
 */
public record LostRecordDecided(BindingId binding, UUID tenant) {}
