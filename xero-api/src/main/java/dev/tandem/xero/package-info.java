/** The Xero client library: OAuth, the accounting API and webhooks over plain HTTP. */
@NullMarked
package dev.tandem.xero;

import org.jspecify.annotations.NullMarked;
