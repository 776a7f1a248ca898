/** {@code ./tandem bench push}: how many calls sending costs, and how long it takes. */
@NullMarked
package dev.tandem.bench.push;

import org.jspecify.annotations.NullMarked;
