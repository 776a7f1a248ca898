package dev.tandem.xero.accounting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact as one reading showed it. Null means that the reading did not carry the field:
 * summaries and contacts inside documents carry few.
 *
 * @param contactNumber our key: only the API writes it
 * @param mergedToContactId the survivor, when a person merged this contact into another
 * @param updatedDateUtc not moved by changes of balances, isCustomer and isSupplier
 */
public record XeroContact(
    @Nullable UUID contactId,
    @Nullable String contactNumber,
    @Nullable String accountNumber,
    @Nullable XeroStatus contactStatus,
    @Nullable String name,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String emailAddress,
    @Nullable String companyNumber,
    @Nullable String taxNumber,
    @Nullable List<XeroAddress> addresses,
    @Nullable List<XeroPhone> phones,
    @Nullable List<XeroPerson> contactPersons,
    @Nullable Boolean isCustomer,
    @Nullable Boolean isSupplier,
    @Nullable String defaultCurrency,
    @Nullable UUID mergedToContactId,
    @Nullable Instant updatedDateUtc) {

  @Override
  public String toString() {
    return "XeroContact[" + contactId + "]";
  }
}
