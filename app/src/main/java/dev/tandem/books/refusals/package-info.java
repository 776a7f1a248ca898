/** What the ledger says no with: plain words for it, and what mends it. */
@ApplicationModule
@NullMarked
package dev.tandem.books.refusals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
