/** Xero as a local server that behaves: rules, limits, webhooks, faults and a console. */
@NullMarked
package dev.tandem.simulator;

import org.jspecify.annotations.NullMarked;
