/** Tells open pages, on every node, that a record has changed; never what it contains. */
@NullMarked
package dev.tandem.shared.changes;

import org.jspecify.annotations.NullMarked;
