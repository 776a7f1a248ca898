/** Where what the practice sells and takes belongs in an organisation's books. */
@ApplicationModule
@NullMarked
package dev.tandem.books.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
