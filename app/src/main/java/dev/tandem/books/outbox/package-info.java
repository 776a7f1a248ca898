/** Our changes on their way to the ledger: a machine that knows no fields. */
@ApplicationModule
@NullMarked
package dev.tandem.books.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
