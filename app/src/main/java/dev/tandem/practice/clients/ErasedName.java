package dev.tandem.practice.clients;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an erased client is called, here and in the ledger: {@code Erased client 4b0cbbc0}. The end
 * is of the record's own id, so that no two have one name and the record is known by it anywhere,
 * in a ledger that remembers more than a restored database, too.
 */
public final class ErasedName {

  private static final String GIVEN = "Erased";
  private static final Pattern PATTERN = Pattern.compile("Erased client [0-9a-f]{8}");

  private ErasedName() {}

  public static String of(ClientId id) {
    return GIVEN + " " + family(id);
  }

  private static String family(ClientId id) {
    return "client " + id.toString().substring(28);
  }

  /** Whether it is the name of some erased client. */
  public static boolean is(String name) {
    return PATTERN.matcher(name).matches();
  }

  /** All that is known of the client from then on. */
  static ClientDetails details(ClientId id) {
    return ClientDetails.NOTHING_KNOWN.with(
        Map.of(ClientField.GIVEN_NAME, GIVEN, ClientField.FAMILY_NAME, family(id)));
  }
}
