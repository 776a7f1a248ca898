package dev.tandem.simulator.identity;

import static dev.tandem.simulator.identity.TokenAnswers.error;

import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.Set;
import java.util.function.Function;

/** Exchanges codes, refresh tokens and client credentials for tokens. */
final class TokenEndpoint {
  private final Apps apps;
  private final AuthorizationCodes codes;
  private final RotatingTokens refreshTokens;
  private final CustomConnections custom;
  private final Function<Request, TokenAnswers> answers;

  TokenEndpoint(
      Apps apps,
      AuthorizationCodes codes,
      RotatingTokens refreshTokens,
      CustomConnections custom,
      Function<Request, TokenAnswers> answers) {
    this.apps = apps;
    this.codes = codes;
    this.refreshTokens = refreshTokens;
    this.custom = custom;
    this.answers = answers;
  }

  Response exchange(Request request) {
    if (!request.formEncoded()) {
      return error("invalid_request");
    }
    Parameters form = request.form();
    var known = apps.authenticated(request, form);
    if (known.isEmpty()) {
      return error("invalid_client");
    }
    App app = known.get();
    TokenAnswers as = answers.apply(request);
    return switch (form.get("grant_type", "")) {
      case "authorization_code" -> code(app, form, as);
      case "refresh_token" -> refresh(app, form, as);
      case "client_credentials" -> credentials(app, form, as);
      default -> error("unsupported_grant_type");
    };
  }

  private Response code(App app, Parameters form, TokenAnswers as) {
    return codes
        .take(form.get("code", ""))
        .filter(issued -> issued.clientId().equals(app.clientId()))
        .filter(issued -> issued.redirectUri().equals(form.get("redirect_uri", "")))
        .filter(issued -> CodeProof.proven(issued.challenge(), form.get("code_verifier", "")))
        .map(issued -> as.forUser(app, issued.scopes(), issued.signIn(), issued.nonce()))
        .orElseGet(() -> error("invalid_grant"));
  }

  private Response refresh(App app, Parameters form, TokenAnswers as) {
    return refreshTokens
        .use(form.get("refresh_token", ""), app.clientId())
        .map(token -> as.forUser(app, token.scopes(), token.signIn(), ""))
        .orElseGet(() -> error("invalid_grant"));
  }

  private Response credentials(App app, Parameters form, TokenAnswers as) {
    if (!app.confidential()) {
      return error("unauthorized_client");
    }
    Set<String> asked = Scopes.parse(form.get("scope", ""));
    if (asked.equals(Set.of(Scopes.CONNECTIONS))) {
      return as.forApp(app, asked);
    }
    return app.customTenant() != null && custom.state(app) == CustomConnections.State.AUTHORISED
        ? customConnection(app, asked, as)
        : error("unauthorized_client");
  }

  private Response customConnection(App app, Set<String> asked, TokenAnswers as) {
    Set<String> scopes = asked.isEmpty() ? custom.scopes(app) : asked;
    String refusal = custom.refusal(app, scopes);
    return refusal.isEmpty() ? as.forApp(app, scopes) : error(refusal);
  }
}
