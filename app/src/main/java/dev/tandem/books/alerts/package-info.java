/** Tells people what stands between the practice and its ledger. */
@ApplicationModule
@NullMarked
package dev.tandem.books.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
