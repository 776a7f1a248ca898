/** What people and scripts see of the books: the Ledger page, badges, pulse and the API. */
@ApplicationModule
@NullMarked
package dev.tandem.books.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
