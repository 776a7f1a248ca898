/**
 * {@code ./tandem bench webhooks} and {@code fuzz}: how fast Xero's calls are made durable, and
 * what they may contain.
 */
@NullMarked
package dev.tandem.bench.webhooks;

import org.jspecify.annotations.NullMarked;
