package dev.tandem.books.inbox;

import java.util.UUID;

/** A record of this organisation was given up, or one that had been was taken in. */
public record DeadLettersChanged(UUID tenant) {}
