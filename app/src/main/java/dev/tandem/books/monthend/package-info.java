/** What the bookkeeper asks before the books of a month are locked. */
@ApplicationModule
@NullMarked
package dev.tandem.books.monthend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
