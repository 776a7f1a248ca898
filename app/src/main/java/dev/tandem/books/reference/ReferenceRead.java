package dev.tandem.books.reference;

import java.util.UUID;

/**
 * A part of what an organisation's books are made of was read; told in the transaction that keeps
 * it.
 */
public record ReferenceRead(UUID tenant, ReferencePart part) {}
