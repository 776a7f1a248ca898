/** The simulator's own time: it runs like real time and can be pushed forward. */
@NullMarked
package dev.tandem.simulator.clock;

import org.jspecify.annotations.NullMarked;
