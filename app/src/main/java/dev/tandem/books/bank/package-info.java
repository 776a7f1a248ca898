/** What moved through bank accounts, read from the ledger when somebody asks. */
@ApplicationModule
@NullMarked
package dev.tandem.books.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
