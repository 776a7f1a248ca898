package dev.tandem.books.outbox;

import dev.tandem.shared.RecordRef;
import java.util.UUID;

/**
 * What became of a write could not be written down, however often that was tried; it is held.
 *
 * @param tenant the organisation it was sent to
 */
public record NotRecorded(UUID tenant, RecordRef record) {}
