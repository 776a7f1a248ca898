package dev.tandem.staff;

import dev.tandem.shared.RecordRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a record's story.
 *
 * @param action one word for the machine, for instance {@code archived}
 * @param text a sentence's rest for people: "archived this client"
 */
public record TrailEntry(
    UUID id,
    Instant at,
    Actor by,
    @Nullable UUID client,
    RecordRef record,
    String action,
    String text) {}
