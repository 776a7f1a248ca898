/** What a person must decide because both sides changed the same field. */
@ApplicationModule
@NullMarked
package dev.tandem.books.conflicts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
