package dev.tandem.books.reference;

import java.util.UUID;

/** Days that were closed in the books of this organisation are open again, as just read. */
public record BooksOpened(UUID tenant) {}
