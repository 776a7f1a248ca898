/** Invoices and other documents with lines: their rules, arithmetic and numbers. */
@NullMarked
package dev.tandem.simulator.accounting.documents;

import org.jspecify.annotations.NullMarked;
