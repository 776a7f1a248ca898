package dev.tandem.simulator.accounting.books;

import tools.jackson.databind.node.ObjectNode;

/**
 * A document that a commit created or changed.
 *
 * @param document as it is stored now; only to be read
 */
public record Changed(Kind kind, String id, boolean created, ObjectNode document) {}
