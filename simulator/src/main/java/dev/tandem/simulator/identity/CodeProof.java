package dev.tandem.simulator.identity;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** PKCE: the app that redeems a code proves that it is the one that asked for it. */
final class CodeProof {
  /** Xero: 43 to 128 of these characters. */
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9\\-._~]{43,128}");

  /** What SHA-256 comes to in base64url. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9\\-_]{43}");

  private CodeProof() {}

  static boolean wellFormed(String challenge) {
    return CHALLENGE.matcher(challenge).matches();
  }

  /** Without a challenge nothing is to be proven, and a verifier has no meaning. */
  static boolean proven(String challenge, String verifier) {
    return challenge.isEmpty()
        ? verifier.isEmpty()
        : VERIFIER.matcher(verifier).matches() && challenge.equals(s256(verifier));
  }

  private static String s256(String verifier) {
    return Hash.base64Url(Hash.of("SHA-256", verifier.getBytes(StandardCharsets.US_ASCII)));
  }
}
