package dev.tandem.books.lane;

import dev.tandem.books.connection.BindingId;
import java.time.Instant;

/**
 * Calls of one kind to an organisation failed in a row: it rests. Published in the transaction that
 * says so.
 */
public record CircuitOpened(BindingId binding, KindOfWork work, Instant until) {}
