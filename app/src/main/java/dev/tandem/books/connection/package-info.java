/** Who we are to the ledger: grants, bindings, sealed tokens, refresh. */
@ApplicationModule
@NullMarked
package dev.tandem.books.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
