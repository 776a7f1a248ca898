/** Accounts through which money only passes: each has to come back to zero. */
@ApplicationModule
@NullMarked
package dev.tandem.books.clearing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
