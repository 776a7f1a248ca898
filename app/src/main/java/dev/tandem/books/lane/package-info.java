/** Whose turn it is to call one organisation: budget, pacing, circuit, order of work. */
@ApplicationModule
@NullMarked
package dev.tandem.books.lane;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
