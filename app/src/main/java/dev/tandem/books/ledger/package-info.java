/** The ledger as the rest of the books sees it: no word of any provider. */
@ApplicationModule
@NullMarked
package dev.tandem.books.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
