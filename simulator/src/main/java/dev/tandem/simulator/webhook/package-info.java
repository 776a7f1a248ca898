/** Events about what changed in the books, signed and delivered like Xero's webhooks. */
@NullMarked
package dev.tandem.simulator.webhook;

import org.jspecify.annotations.NullMarked;
