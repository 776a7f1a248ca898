/** Invoices on their way to the client through the ledger: its e-mail, its PDF, its online page. */
@ApplicationModule
@NullMarked
package dev.tandem.books.mailing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
