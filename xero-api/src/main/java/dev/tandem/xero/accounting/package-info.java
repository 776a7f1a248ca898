/**
 * One tenant's books: records as Xero returns them, drafts as we send them, batches and their
 * outcomes.
 */
@NullMarked
package dev.tandem.xero.accounting;

import org.jspecify.annotations.NullMarked;
