package dev.tandem.simulator.identity;

/**
 * The person who signs in at the simulated Xero. There is one, who may enter every organisation.
 */
public record XeroUser(String id, String email, String givenName, String familyName) {
  public static final XeroUser DEMO =
      new XeroUser(
          "7c1f3a52-9d0e-4b7e-8a86-3f0f5f1d2c10", "morgan.hale@example.com", "Morgan", "Hale");

  public String name() {
    return givenName + " " + familyName;
  }
}
