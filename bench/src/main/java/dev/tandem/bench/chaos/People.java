package dev.tandem.bench.chaos;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Invented clients and lines of invoices. The names are few, so that some clients share one, which
 * no two active contacts of Xero may do.
 */
public final class People {

  private static final List<String> GIVEN =
      List.of(
          "Ann", "Béatrice", "Carlos", "Dafydd", "Elif", "Jörg", "Māia", "Nguyên", "Olu", "Søren");
  private static final List<String> FAMILY =
      List.of("Lee", "O'Hara", "Smith-Jones", "van der Berg", "Müller", "Ng", "Ō Ruairc", "Žižek");
  private static final List<String> ORGANISATIONS =
      List.of("Bayside School", "Harbour Rowing Club", "Lee & Sons", "Inner West Aged Care");
  private static final List<String> STREETS =
      List.of("1 King Street", "Unit 4, 22 Church Lane", "7 Belgrave Street", "PO Box 99");
  private static final List<String> CITIES =
      List.of("Newtown", "Manly", "Parramatta", "Wagga Wagga");
  private static final List<String> WORK =
      List.of(
          "Physiotherapy", "First visit, 60 min", "Orthotics – left & right", "Report \"short\"");

  private final Random random;

  public People(Random random) {
    this.random = random;
  }

  /**
   * @param email unlike anybody's else
   */
  Map<String, Object> client(String email) {
    var fields = new HashMap<String, Object>();
    fields.put("email", email);
    if (random.nextInt(8) == 0) {
      fields.put("kind", "ORGANISATION");
      fields.put("organisationName", one(ORGANISATIONS));
    } else {
      fields.put("kind", "PERSON");
      fields.put("givenName", one(GIVEN));
      fields.put("familyName", one(FAMILY));
    }
    if (random.nextBoolean()) {
      fields.put("phone", phone());
    }
    if (random.nextInt(3) > 0) {
      fields.putAll(address());
    }
    return fields;
  }

  /**
   * Some facts that change.
   *
   * @param person whether it has a family name
   */
  Map<String, Object> edit(boolean person) {
    return switch (random.nextInt(4)) {
      case 0 -> Map.of("phone", phone());
      case 1 -> address();
      case 2 ->
          person
              ? Map.of("familyName", one(FAMILY))
              : Map.of("organisationName", one(ORGANISATIONS));
      default ->
          person ? Map.of("givenName", one(GIVEN), "phone", phone()) : Map.of("phone", phone());
    };
  }

  private Map<String, Object> address() {
    return Map.of(
        "addressLine1", one(STREETS),
        "city", one(CITIES),
        "region", "NSW",
        "postcode", String.valueOf(2000 + random.nextInt(900)),
        "country", "AU");
  }

  private String phone() {
    return "04%08d".formatted(random.nextInt(100_000_000));
  }

  /** One to three lines, taxed or free, in cents or in parts of one. */
  List<Map<String, Object>> lines() {
    var lines = new ArrayList<Map<String, Object>>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      boolean taxed = random.nextBoolean();
      lines.add(
          Map.of(
              "description",
              one(WORK) + " " + (i + 1),
              "quantity",
              quantity(),
              "unitPrice",
              price(),
              "accountCode",
              "200",
              "taxType",
              taxed ? "OUTPUT" : "EXEMPTOUTPUT",
              "taxRate",
              taxed ? 10 : 0));
    }
    return lines;
  }

  public BigDecimal quantity() {
    return random.nextInt(4) > 0
        ? BigDecimal.valueOf(1 + random.nextInt(3))
        : BigDecimal.valueOf(1 + random.nextInt(40), 1);
  }

  public BigDecimal price() {
    return BigDecimal.valueOf(500L + random.nextInt(30_000), 2);
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
