/** Xero's sign-in side: apps, consent, codes, tokens and connections. */
@NullMarked
package dev.tandem.simulator.identity;

import org.jspecify.annotations.NullMarked;
