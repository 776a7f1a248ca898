/** The processes that serve on this database: which keys they know, and whether they keep time. */
@NullMarked
package dev.tandem.shared.nodes;

import org.jspecify.annotations.NullMarked;
