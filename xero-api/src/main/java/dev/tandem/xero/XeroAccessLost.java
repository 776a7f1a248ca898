package dev.tandem.xero;

import org.jspecify.annotations.Nullable;

/**
 * Xero does not let us in; nothing was executed. Remedy: {@link #why()} tells which door to repair.
 */
public final class XeroAccessLost extends XeroException {

  private final Why why;
  private final @Nullable String code;

  public XeroAccessLost(Why why, @Nullable String code, CallFacts facts) {
    super("Xero denies access: " + why + ", status " + facts.status(), facts, null);
    this.why = why;
    this.code = code;
  }

  public Why why() {
    return why;
  }

  /** Xero's own word for it, such as {@code invalid_grant} or {@code TokenExpired}. */
  public @Nullable String code() {
    return code;
  }

  @Override
  public boolean notExecuted() {
    return true;
  }

  /** The door that is closed. */
  public enum Why {
    /** The access token is too old or unusable: refresh once and repeat once. */
    TOKEN_EXPIRED,
    /**
     * The token is good but lacks the scope, or its user the role: ask for consent again;
     * refreshing is no help.
     */
    SCOPE_MISSING,
    /** This organisation is no longer ours to see: mark the tenant disconnected. */
    DISCONNECTED,
    /**
     * Code or refresh token used, expired or revoked: read the stored pair again, then ask for
     * consent.
     */
    GRANT_ENDED,
    /**
     * Xero does not accept our app's id, secret, scopes or grant type: an operator corrects the
     * settings.
     */
    APP_REFUSED
  }
}
