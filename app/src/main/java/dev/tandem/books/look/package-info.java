/** Looking at one record in the ledger now, because a person or a program asks. */
@ApplicationModule
@NullMarked
package dev.tandem.books.look;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
