/** The adapter that speaks to Xero. */
@NullMarked
package dev.tandem.books.ledger.xero;

import org.jspecify.annotations.NullMarked;
