/** {@code ./tandem bench lives}: are both sides equal whatever becomes of an invoice? */
@NullMarked
package dev.tandem.bench.lives;

import org.jspecify.annotations.NullMarked;
