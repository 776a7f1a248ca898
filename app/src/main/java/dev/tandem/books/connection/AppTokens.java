package dev.tandem.books.connection;

import dev.tandem.xero.Xero;
import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.oauth.TokenSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens of custom connections. There is nothing to refresh: a new one is asked for, with the
 * scopes that the features need. A connection that was set up with others refuses the whole
 * question; then it is asked for whatever it has, and the features say what is missing.
 */
final class AppTokens {

  /** Words of the token endpoint for "not these scopes", as opposed to a wrong id or secret. */
  private static final List<String> OTHER_SCOPES = List.of("invalid_scope", "unauthorized_client");

  private AppTokens() {}

  static TokenSet ask(Xero xero, boolean broadly) {
    var scopes = new ArrayList<String>();
    for (Feature it : Feature.values()) {
      String scope = it.scope(broadly);
      if (!scopes.contains(scope)) {
        scopes.add(scope);
      }
    }
    try {
      return xero.oauth().clientCredentials(scopes).value();
    } catch (XeroAccessLost refused) {
      if (!OTHER_SCOPES.contains(String.valueOf(refused.code()))) {
        throw refused;
      }
      return xero.oauth().clientCredentials(List.of()).value();
    }
  }

  /** What the refusal of a custom connection's question means. */
  static LostReason reason(XeroAccessLost refused) {
    if (refused.why() == XeroAccessLost.Why.SCOPE_MISSING) {
      return LostReason.SCOPE_MISSING;
    }
    return "invalid_client".equals(refused.code())
        ? LostReason.CUSTOM_APP_REFUSED
        : LostReason.CUSTOM_NOT_AUTHORISED;
  }
}
