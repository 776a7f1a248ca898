/**
 * Committed changes written line by line, so that a killed simulator starts again with everything
 * it had answered.
 */
@NullMarked
package dev.tandem.simulator.journal;

import org.jspecify.annotations.NullMarked;
