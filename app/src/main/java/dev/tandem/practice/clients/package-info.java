/** The people and organisations that the practice serves. */
@ApplicationModule
@NullMarked
package dev.tandem.practice.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
