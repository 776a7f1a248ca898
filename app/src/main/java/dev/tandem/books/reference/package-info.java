/** What an organisation's books are made of: accounts, taxes, items, tracking, settings. */
@ApplicationModule
@NullMarked
package dev.tandem.books.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
