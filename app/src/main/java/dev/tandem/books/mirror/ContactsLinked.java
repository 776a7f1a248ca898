package dev.tandem.books.mirror;

import java.util.UUID;

/**
 * Contacts that were in an organisation's books before stand for clients of ours now: what was read
 * of theirs so far was nobody's.
 */
public record ContactsLinked(UUID tenant) {}
