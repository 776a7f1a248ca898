package dev.tandem.practice.clients.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.practice.clients.Balance;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client as JSON. {@code id}, {@code name}, {@code phoneE164}, {@code mobileE164}, {@code
 * archived}, {@code due}, {@code overdue}, {@code ledger} and the times are told and not taken.
 *
 * @param due what they owe in all, each currency by itself; see {@link Balance}
 * @param overdue what of that is past its day
 * @param ledger its side in the ledger; absent where there is none
 * @param kind PERSON or ORGANISATION
 * @param version goes up with each change; sent back with one, it refuses to overwrite a newer
 *     state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientBody(
    @Nullable String id,
    @Nullable Integer version,
    @Nullable String name,
    @Nullable String kind,
    @Nullable String givenName,
    @Nullable String familyName,
    @Nullable String organisationName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String phoneE164,
    @Nullable String mobile,
    @Nullable String mobileE164,
    @Nullable String birthDate,
    @Nullable String addressLine1,
    @Nullable String addressLine2,
    @Nullable String city,
    @Nullable String region,
    @Nullable String postcode,
    @Nullable String country,
    @Nullable String notes,
    @Nullable String externalReference,
    @Nullable Boolean archived,
    @Nullable Instant createdAt,
    @Nullable Instant changedAt,
    @Nullable List<Money> due,
    @Nullable List<Money> overdue,
    LedgerSides.@Nullable Side ledger) {

  static ClientBody of(ClientView view, Balance owed, LedgerSides.@Nullable Side ledger) {
    ClientDetails it = view.details();
    return new ClientBody(
        view.id().toString(),
        view.version(),
        view.name(),
        it.kind().name(),
        it.givenName(),
        it.familyName(),
        it.organisationName(),
        it.email(),
        it.phone(),
        view.phoneE164(),
        it.mobile(),
        view.mobileE164(),
        it.birthDate() == null ? null : it.birthDate().toString(),
        it.address().line1(),
        it.address().line2(),
        it.address().city(),
        it.address().region(),
        it.address().postcode(),
        it.address().country(),
        it.notes(),
        it.externalReference(),
        view.archived(),
        view.createdAt(),
        view.changedAt(),
        owed.due(),
        owed.overdue(),
        ledger);
  }

  /** The fields that were sent. */
  ClientForm form() {
    var values = new HashMap<String, String>();
    put(values, ClientField.KIND, kind);
    put(values, ClientField.GIVEN_NAME, givenName);
    put(values, ClientField.FAMILY_NAME, familyName);
    put(values, ClientField.ORGANISATION_NAME, organisationName);
    put(values, ClientField.EMAIL, email);
    put(values, ClientField.PHONE, phone);
    put(values, ClientField.MOBILE, mobile);
    put(values, ClientField.BIRTH_DATE, birthDate);
    put(values, ClientField.ADDRESS_LINE1, addressLine1);
    put(values, ClientField.ADDRESS_LINE2, addressLine2);
    put(values, ClientField.CITY, city);
    put(values, ClientField.REGION, region);
    put(values, ClientField.POSTCODE, postcode);
    put(values, ClientField.COUNTRY, country);
    put(values, ClientField.NOTES, notes);
    put(values, ClientField.EXTERNAL_REFERENCE, externalReference);
    return new ClientForm(values);
  }

  private static void put(Map<String, String> values, ClientField field, @Nullable String value) {
    if (value != null) {
      values.put(field.key(), value);
    }
  }
}
