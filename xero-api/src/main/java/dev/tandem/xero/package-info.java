/**
 * The Xero client library: OAuth, the accounting API and webhooks over plain HTTP.
 *
 * <pre>{@code
 * var xero = new Xero(XeroSettings.real(clientId, secret, redirectUri, USUAL_SCOPES), Clock.systemUTC());
 * var tokens = xero.oauth().exchange(code, verifier).value();
 * var invoices = xero.ledger(tenant, tokens.accessToken()).invoices();
 * var write = invoices.prepareCreate(List.of(InvoiceDraft.sale().contact(id).lines(lines)));
 * var result = invoices.send(write, UUID.randomUUID().toString());
 * }</pre>
 */
@NullMarked
package dev.tandem.xero;

import org.jspecify.annotations.NullMarked;
