/** Payments and whatever else moves money. */
@NullMarked
package dev.tandem.simulator.accounting.money;

import org.jspecify.annotations.NullMarked;
