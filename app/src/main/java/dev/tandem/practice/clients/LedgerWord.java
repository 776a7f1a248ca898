package dev.tandem.practice.clients;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** What the ledger says about a client, put onto what we know. */
final class LedgerWord {

  private LedgerWord() {}

  static ClientDetails onto(ClientDetails ours, Map<ClientField, String> theirs) {
    var usable = new EnumMap<ClientField, String>(ClientField.class);
    theirs.forEach(
        (field, value) -> {
          if (isReadable(field, value)) {
            usable.put(field, value);
          }
        });
    ClientDetails taken = ours.with(usable);
    return taken.name().isEmpty() ? taken.with(nameOf(ours)) : taken;
  }

  private static Map<ClientField, String> nameOf(ClientDetails ours) {
    return Map.of(
        ClientField.GIVEN_NAME, ours.givenName(),
        ClientField.FAMILY_NAME, ours.familyName(),
        ClientField.ORGANISATION_NAME, ours.organisationName());
  }

  private static boolean isReadable(ClientField field, String value) {
    try {
      switch (field) {
        case BIRTH_DATE -> LocalDate.parse(value.isEmpty() ? "2000-01-01" : value);
        case KIND -> ClientKind.valueOf(value);
        default -> {}
      }
      return true;
    } catch (DateTimeException | IllegalArgumentException _) {
      return false;
    }
  }
}
