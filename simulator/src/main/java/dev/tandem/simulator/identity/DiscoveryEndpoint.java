package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Tells OpenID clients where everything is. */
final class DiscoveryEndpoint {
  private static final List<String> CLAIMS =
      List.of(
          "sub", "xero_userid", "preferred_username", "given_name", "family_name", "name", "email");

  private final String own;
  private final SigningKey key;

  DiscoveryEndpoint(String own, SigningKey key) {
    this.own = own;
    this.key = key;
  }

  Response configuration(Request request) {
    Addresses addresses = Addresses.asked(request, own);
    String issuer = addresses.issuer();
    ObjectNode body =
        Json.object()
            .put("issuer", issuer)
            .put("jwks_uri", issuer + "/.well-known/openid-configuration/jwks")
            .put("authorization_endpoint", addresses.login() + "/identity/connect/authorize")
            .put("token_endpoint", issuer + "/connect/token")
            .put("userinfo_endpoint", issuer + "/connect/userinfo")
            .put("revocation_endpoint", issuer + "/connect/revocation");
    list(body, "scopes_supported", Scopes.all());
    list(body, "claims_supported", CLAIMS);
    list(
        body,
        "grant_types_supported",
        List.of("authorization_code", "client_credentials", "refresh_token"));
    list(body, "response_types_supported", List.of("code"));
    list(body, "response_modes_supported", List.of("query"));
    List<String> proofs = List.of("client_secret_basic", "client_secret_post");
    list(body, "token_endpoint_auth_methods_supported", proofs);
    list(body, "id_token_signing_alg_values_supported", List.of("RS256"));
    list(body, "subject_types_supported", List.of("public"));
    list(body, "code_challenge_methods_supported", List.of("S256"));
    return Response.json(200, body);
  }

  private static void list(ObjectNode body, String name, Collection<String> values) {
    var list = body.putArray(name);
    values.forEach(list::add);
  }

  Response keys(Request request) {
    return Response.json(200, key.jwks());
  }
}
