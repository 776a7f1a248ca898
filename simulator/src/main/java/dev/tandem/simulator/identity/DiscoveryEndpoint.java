package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import tools.jackson.databind.node.ObjectNode;

/** Tells OpenID clients where everything is. */
final class DiscoveryEndpoint {
  private final String issuer;
  private final SigningKey key;

  DiscoveryEndpoint(String issuer, SigningKey key) {
    this.issuer = issuer;
    this.key = key;
  }

  Response configuration(Request request) {
    ObjectNode body =
        Json.object()
            .put("issuer", issuer)
            .put("jwks_uri", issuer + "/.well-known/openid-configuration/jwks")
            .put("authorization_endpoint", issuer + "/identity/connect/authorize")
            .put("token_endpoint", issuer + "/connect/token")
            .put("revocation_endpoint", issuer + "/connect/revocation");
    body.putArray("scopes_supported")
        .add("openid")
        .add("profile")
        .add("email")
        .add("offline_access");
    body.putArray("response_types_supported").add("code");
    body.putArray("grant_types_supported")
        .add("authorization_code")
        .add("client_credentials")
        .add("refresh_token");
    body.putArray("subject_types_supported").add("public");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    body.putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_basic")
        .add("client_secret_post");
    body.putArray("code_challenge_methods_supported").add("S256");
    return Response.json(200, body);
  }

  Response keys(Request request) {
    return Response.json(200, key.jwks());
  }
}
