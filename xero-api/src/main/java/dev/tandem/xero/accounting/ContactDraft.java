package dev.tandem.xero.accounting;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact to create, or the changed fields of one to update. See {@link XeroDraft} for null and
 * empty.
 */
public final class ContactDraft extends XeroDraft {

  private ContactDraft() {}

  /** A new contact; Xero wants a name, and the number is how we find it again. */
  public static ContactDraft create() {
    return new ContactDraft();
  }

  /** Changes to this contact and no other. */
  public static ContactDraft update(UUID contactId) {
    return new ContactDraft().with(XeroContacts.ID, contactId);
  }

  public ContactDraft number(@Nullable String ourKey) {
    return with("ContactNumber", ourKey);
  }

  public ContactDraft accountNumber(@Nullable String text) {
    return with("AccountNumber", text);
  }

  /** Unique among active contacts; no angle brackets, no double, leading or trailing spaces. */
  public ContactDraft name(@Nullable String text) {
    return with("Name", text);
  }

  public ContactDraft firstName(@Nullable String text) {
    return with("FirstName", text);
  }

  public ContactDraft lastName(@Nullable String text) {
    return with("LastName", text);
  }

  public ContactDraft email(@Nullable String text) {
    return with("EmailAddress", text);
  }

  public ContactDraft companyNumber(@Nullable String text) {
    return with("CompanyNumber", text);
  }

  public ContactDraft taxNumber(@Nullable String text) {
    return with("TaxNumber", text);
  }

  /** {@code ARCHIVED} hides the contact from documents, {@code ACTIVE} brings it back. */
  public ContactDraft status(@Nullable XeroStatus status) {
    return with("ContactStatus", status);
  }

  public ContactDraft addresses(@Nullable List<XeroAddress> all) {
    return with("Addresses", all);
  }

  public ContactDraft phones(@Nullable List<XeroPhone> all) {
    return with("Phones", all);
  }

  public ContactDraft persons(@Nullable List<XeroPerson> all) {
    return with("ContactPersons", all);
  }

  private ContactDraft with(String name, @Nullable Object value) {
    set(name, value);
    return this;
  }
}
