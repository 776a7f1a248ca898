/** Xero's calls to us: proving that they are Xero's, and reading them. */
@NullMarked
package dev.tandem.xero.webhook;

import org.jspecify.annotations.NullMarked;
