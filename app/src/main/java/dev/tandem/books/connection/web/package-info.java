/** The way to the ledger's consent page and back, as pages. */
@NullMarked
package dev.tandem.books.connection.web;

import org.jspecify.annotations.NullMarked;
