/** Pages where a person looks at the simulated organisations and acts as their user. */
@NullMarked
package dev.tandem.simulator.console;

import org.jspecify.annotations.NullMarked;
