/** An organisation's settings: accounts, tax rates, tracking and the like. */
@NullMarked
package dev.tandem.simulator.accounting.settings;

import org.jspecify.annotations.NullMarked;
