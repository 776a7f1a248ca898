package dev.tandem.books.outbox;

import dev.tandem.shared.RecordRef;
import java.util.UUID;

/**
 * An organisation has one of our records more than once. It must not happen; nothing of the record
 * is sent until a person has looked.
 */
public record FoundTwice(UUID tenant, RecordRef record) {}
