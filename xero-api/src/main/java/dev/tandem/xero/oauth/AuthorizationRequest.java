package dev.tandem.xero.oauth;

import java.net.URI;

/**
 * One person's way to the consent page. Keep state and verifier on our side until the browser comes
 * back.
 *
 * @param state must come back unchanged, else the answer is not for us
 * @param verifier proves at the exchange that we asked (PKCE); a secret
 * @param url where to send the browser
 */
public record AuthorizationRequest(String state, String verifier, URI url) {

  @Override
  public String toString() {
    return "AuthorizationRequest[]";
  }
}
