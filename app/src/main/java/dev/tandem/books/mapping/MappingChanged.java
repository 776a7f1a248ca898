package dev.tandem.books.mapping;

import java.util.UUID;

/** Something belongs elsewhere in this organisation's books from now on. */
public record MappingChanged(UUID tenant) {}
