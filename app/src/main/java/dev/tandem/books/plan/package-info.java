/** The plan before the first write: which of our clients the organisation has already. */
@ApplicationModule
@NullMarked
package dev.tandem.books.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
