/** How many calls an app may make, per organisation and in all, and what is answered beyond. */
@NullMarked
package dev.tandem.simulator.limits;

import org.jspecify.annotations.NullMarked;
