/** After a restore: what was found again, and whether this database is the one that sends. */
@ApplicationModule
@NullMarked
package dev.tandem.books.adoption;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
