/** The where and order expressions of list requests, parsed and evaluated over stored documents. */
@NullMarked
package dev.tandem.simulator.accounting.where;

import org.jspecify.annotations.NullMarked;
