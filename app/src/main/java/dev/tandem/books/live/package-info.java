/**
 * Tries a connected organisation out: whether it answers, and whether all that Tandem does works
 * there.
 */
@ApplicationModule
@NullMarked
package dev.tandem.books.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
