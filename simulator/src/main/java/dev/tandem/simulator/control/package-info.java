/** The HTTP face by which tests and the demo steer the simulator. */
@NullMarked
package dev.tandem.simulator.control;

import org.jspecify.annotations.NullMarked;
