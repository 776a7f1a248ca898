/**
 * Answers under Xero's own host names, for clients that know no others: a certificate of an
 * authority of its own, and a proxy that leads those names here and no other anywhere.
 */
@NullMarked
package dev.tandem.simulator.hosts;

import org.jspecify.annotations.NullMarked;
