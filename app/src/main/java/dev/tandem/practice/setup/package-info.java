/** How a practice is arranged: its profile, locations, practitioners, services and preferences. */
@ApplicationModule
@NullMarked
package dev.tandem.practice.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
