/**
 * Xero's accounting side: one set of books per organisation and the rules for reading and changing
 * them.
 */
@NullMarked
package dev.tandem.simulator.accounting;

import org.jspecify.annotations.NullMarked;
