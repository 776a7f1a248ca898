/** Failures played on purpose, chosen by a script. */
@NullMarked
package dev.tandem.simulator.faults;

import org.jspecify.annotations.NullMarked;
