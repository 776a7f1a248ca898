package dev.tandem.books.mirror;

import java.util.List;
import java.util.UUID;

/**
 * Something is to be said of these clients to an organisation though nobody edited them: a name is
 * free again, a contact was merged into another one. In the transaction that found it.
 */
public record ClientsToSay(UUID tenant, List<UUID> clients) {}
