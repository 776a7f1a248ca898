package dev.tandem.simulator.identity;

import java.util.Collection;

/** Turns the user's yes into connections and a code. */
final class Consents {
  private final Grants grants;
  private final AuthorizationCodes codes;

  Consents(Grants grants, AuthorizationCodes codes) {
    this.grants = grants;
    this.codes = codes;
  }

  String allow(AuthorizationRequest request, Collection<String> tenantIds) {
    String clientId = request.app().clientId();
    SignIn signIn = grants.consent(clientId, request.scopes(), tenantIds);
    return codes.issue(
        new AuthorizationCodes.Issued(
            clientId,
            request.redirectUri(),
            request.scopes(),
            request.challenge(),
            request.nonce(),
            signIn));
  }
}
