/** What every call to the accounting API has in common: bodies, envelopes, dates, lists, errors. */
@NullMarked
package dev.tandem.simulator.accounting.call;

import org.jspecify.annotations.NullMarked;
