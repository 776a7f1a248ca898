package dev.tandem.books.inbox;

import java.util.UUID;

/** Something was not told of an organisation, or has been read since. In its practice. */
public record WebhookGapsChanged(UUID tenant) {}
