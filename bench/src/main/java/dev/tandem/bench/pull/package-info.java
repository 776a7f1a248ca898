/** How many calls it costs to learn what happened over there. */
@NullMarked
package dev.tandem.bench.pull;

import org.jspecify.annotations.NullMarked;
