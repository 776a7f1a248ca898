/** Where the ledger's calls to us arrive. */
@NullMarked
package dev.tandem.books.inbox.web;

import org.jspecify.annotations.NullMarked;
