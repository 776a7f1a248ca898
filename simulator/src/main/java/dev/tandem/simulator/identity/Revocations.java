package dev.tandem.simulator.identity;

/** Takes back everything the user allowed an app. */
public final class Revocations {
  private final Grants grants;
  private final RotatingTokens refreshTokens;

  Revocations(Grants grants, RotatingTokens refreshTokens) {
    this.grants = grants;
    this.refreshTokens = refreshTokens;
  }

  public void revoke(String clientId) {
    refreshTokens.revoke(clientId);
    grants.revoke(clientId);
  }
}
