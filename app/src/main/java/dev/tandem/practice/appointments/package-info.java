/** Booking, moving and completing appointments. */
@ApplicationModule
@NullMarked
package dev.tandem.practice.appointments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
