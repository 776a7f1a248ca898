package dev.tandem.books.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The app registered at Xero, by the environment's well-known names (see the mapping in {@code
 * connection.properties} of application.properties).
 *
 * @param clientId empty until somebody has registered an app
 * @param redirectUri empty: the callback of this installation on localhost
 * @param webhookKey signs Xero's notices; empty while webhooks are not set up
 * @param url one address that answers for all of Xero's hosts, such as a simulator's; empty: Xero
 * @param scopes least privilege for contacts, sales invoices and payments
 */
@ConfigurationProperties("tandem.xero")
record XeroAppSettings(
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("") String redirectUri,
    @DefaultValue("") String webhookKey,
    @DefaultValue("") String url,
    @Nullable List<String> scopes) {

  boolean complete() {
    return missing().isEmpty();
  }

  /** Names of the variables without which nobody can connect. */
  List<String> missing() {
    return java.util.stream.Stream.of(
            clientId.isBlank() ? "XERO_CLIENT_ID" : "",
            clientSecret.isBlank() ? "XERO_CLIENT_SECRET" : "")
        .filter(it -> !it.isEmpty())
        .toList();
  }

  @Override
  public String toString() {
    return "XeroAppSettings[client " + clientId + "]";
  }
}
