package dev.tandem.simulator.identity;

import java.util.Collection;
import tools.jackson.databind.node.ObjectNode;

/**
 * The person who signs in at the simulated Xero. There is one, who may enter every organisation.
 *
 * @param id what Xero calls {@code xero_userid}
 * @param subject the identity side's own name for the person, 32 hexadecimal digits; not the id
 */
public record XeroUser(
    String id, String subject, String email, String givenName, String familyName) {
  public static final XeroUser DEMO =
      new XeroUser(
          "7c1f3a52-9d0e-4b7e-8a86-3f0f5f1d2c10",
          "b2d94e0c6a7f5138b4c0d1e2f3a49586",
          "morgan.hale@example.com",
          "Morgan",
          "Hale");

  public String name() {
    return givenName + " " + familyName;
  }

  /** Adds what the scopes {@code profile} and {@code email} tell of the person. */
  void describe(ObjectNode claims, Collection<String> scopes) {
    boolean profile = scopes.contains("profile");
    if (profile) {
      claims.put("preferred_username", email);
    }
    if (scopes.contains("email")) {
      claims.put("email", email);
    }
    if (profile) {
      claims.put("given_name", givenName).put("family_name", familyName).put("name", name());
    }
  }
}
