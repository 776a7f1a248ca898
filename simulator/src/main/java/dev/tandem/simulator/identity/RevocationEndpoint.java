package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;

/** Ends everything the user allowed the app: refresh tokens and connections. */
final class RevocationEndpoint {
  private final Apps apps;
  private final RotatingTokens refreshTokens;
  private final Revocations revocations;

  RevocationEndpoint(Apps apps, RotatingTokens refreshTokens, Revocations revocations) {
    this.apps = apps;
    this.refreshTokens = refreshTokens;
    this.revocations = revocations;
  }

  Response revoke(Request request) {
    Parameters form = request.form();
    var app = apps.authenticated(request, form);
    if (app.isEmpty()) {
      return TokenAnswers.error("invalid_client");
    }
    if (form.get("token").isEmpty()) {
      return TokenAnswers.error("invalid_request");
    }
    String clientId = app.get().clientId();
    refreshTokens
        .peek(form.get("token", ""))
        .filter(token -> token.clientId().equals(clientId))
        .ifPresent(token -> revocations.revoke(clientId));
    return Response.empty(200);
  }
}
