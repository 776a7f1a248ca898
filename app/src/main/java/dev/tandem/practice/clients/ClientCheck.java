package dev.tandem.practice.clients;

import dev.tandem.shared.InvalidInput;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person or a program may write about a client. The ledger's values are not asked. */
final class ClientCheck {

  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s<>\",;:()]+@[^@\\s<>\",;:()]+\\.[^@\\s<>\",;:().]+");
  private static final int OLDEST_IN_YEARS = 130;

  private ClientCheck() {}

  /**
   * @throws InvalidInput naming each field that cannot be taken
   */
  static void refuseInvalid(ClientDetails details, Clock clock) {
    Map<String, String> errors = errors(details, clock);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  /** By field key: why it cannot be taken; empty if all can. */
  static Map<String, String> errors(ClientDetails details, Clock clock) {
    var errors = new LinkedHashMap<String, String>();
    if (details.name().isEmpty()) {
      boolean person = details.kind() == ClientKind.PERSON;
      var field = person ? ClientField.GIVEN_NAME : ClientField.ORGANISATION_NAME;
      errors.put(
          field.key(),
          person ? "A name is needed: given, family or both" : "The organisation needs a name");
    }
    if (!details.email().isEmpty() && !EMAIL.matcher(details.email()).matches()) {
      errors.put(
          ClientField.EMAIL.key(), "This is not an e-mail address: name@example.com is expected");
    }
    checkBirthDate(details.birthDate(), clock, errors);
    details
        .fields()
        .forEach(
            (field, value) -> {
              if (value.length() > field.maxLength()) {
                errors.put(field.key(), "At most " + field.maxLength() + " characters fit here");
              }
            });
    return errors;
  }

  private static void checkBirthDate(
      @Nullable LocalDate birthDate, Clock clock, Map<String, String> errors) {
    if (birthDate == null) {
      return;
    }
    // One day ahead is today somewhere.
    LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    if (birthDate.isAfter(tomorrow)) {
      errors.put(ClientField.BIRTH_DATE.key(), "This date is in the future");
    } else if (birthDate.isBefore(tomorrow.minusYears(OLDEST_IN_YEARS))) {
      errors.put(
          ClientField.BIRTH_DATE.key(),
          "Nobody is older than " + OLDEST_IN_YEARS + " years: is the year right?");
    }
  }
}
