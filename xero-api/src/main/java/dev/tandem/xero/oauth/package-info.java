/** Consent, tokens and the organisations they open. */
@NullMarked
package dev.tandem.xero.oauth;

import org.jspecify.annotations.NullMarked;
