/**
 * The page of the day: who comes, what came in, what is stuck, what is owed. Nothing depends on it.
 */
@ApplicationModule
@NullMarked
package dev.tandem.practice.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
