/**
 * The stored books of each organisation: documents by kind, indexes, transactions, the switches
 * they follow.
 */
@NullMarked
package dev.tandem.simulator.accounting.books;

import org.jspecify.annotations.NullMarked;
