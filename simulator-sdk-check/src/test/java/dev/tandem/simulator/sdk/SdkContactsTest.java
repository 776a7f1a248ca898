package dev.tandem.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.xero.models.accounting.Address;
import com.xero.models.accounting.Bill;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.ContactGroup;
import com.xero.models.accounting.ContactGroups;
import com.xero.models.accounting.ContactPerson;
import com.xero.models.accounting.Contacts;
import com.xero.models.accounting.HistoryRecord;
import com.xero.models.accounting.HistoryRecords;
import com.xero.models.accounting.PaymentTerm;
import com.xero.models.accounting.PaymentTermType;
import com.xero.models.accounting.Phone;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.threeten.bp.OffsetDateTime;
import org.threeten.bp.ZoneOffset;

/** Contacts and their groups, through xero-java. */
class SdkContactsTest extends SdkTest {
  private static Contact full() {
    return new Contact()
        .name("Ada Byron")
        .contactNumber("C-1")
        .firstName("Ada")
        .lastName("Byron")
        .emailAddress("ada@example.com")
        .addPhonesItem(
            new Phone().phoneType(Phone.PhoneTypeEnum.MOBILE).phoneNumber("0400 000 000"))
        .addAddressesItem(
            new Address().addressType(Address.AddressTypeEnum.POBOX).addressLine1("1 Way"))
        .addContactPersonsItem(new ContactPerson().firstName("B").lastName("C"))
        .paymentTerms(
            new PaymentTerm().sales(new Bill().day(10).type(PaymentTermType.DAYSAFTERBILLDATE)));
  }

  @Test
  void aContactIsCreatedWithEverythingAndReadBack() throws IOException {
    Contacts sent = new Contacts().addContactsItem(full());
    UUID id =
        xero.createContacts(token, TENANT, sent, null, true)
            .getContacts()
            .getFirst()
            .getContactID();
    Contact read = xero.getContact(token, TENANT, id).getContacts().getFirst();
    assertThat(read.getName()).isEqualTo("Ada Byron");
    assertThat(read.getContactStatus()).isEqualTo(Contact.ContactStatusEnum.ACTIVE);
    assertThat(read.getContactPersons()).hasSize(1);
    assertThat(read.getPaymentTerms().getSales().getDay()).isEqualTo(10);
    assertThat(read.getPhones())
        .anySatisfy(phone -> assertThat(phone.getPhoneNumber()).isEqualTo("0400 000 000"));
    assertThat(read.getUpdatedDateUTCAsDate()).isNotNull();
    assertThat(xero.getContactByContactNumber(token, TENANT, "C-1").getContacts()).hasSize(1);
  }

  @Test
  void aContactIsChangedAndArchived() throws IOException {
    UUID id = contact("Ada").getContactID();
    Contacts change = new Contacts().addContactsItem(new Contact().firstName("A"));
    assertThat(
            xero.updateContact(token, TENANT, id, change, null)
                .getContacts()
                .getFirst()
                .getFirstName())
        .isEqualTo("A");
    Contacts archive =
        new Contacts()
            .addContactsItem(new Contact().contactStatus(Contact.ContactStatusEnum.ARCHIVED));
    xero.updateContact(token, TENANT, id, archive, null);
    assertThat(contacts(null, null, false)).isEmpty();
    assertThat(contacts(null, null, true)).hasSize(1);
  }

  private List<Contact> contacts(OffsetDateTime since, String where, boolean archived)
      throws IOException {
    return xero.getContacts(token, TENANT, since, where, "Name ASC", null, 1, archived, false, null)
        .getContacts();
  }

  @Test
  void listsAreFilteredOrderedPagedAndSearched() throws IOException {
    UUID bob = contact("Bob").getContactID();
    contact("Ada");
    assertThat(contacts(null, "Name==\"bob\"", false)).hasSize(1);
    assertThat(contacts(OffsetDateTime.of(2099, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), null, false))
        .isEmpty();
    assertThat(contacts(null, null, false).getFirst().getName()).isEqualTo("Ada");
    assertThat(
            xero.getContacts(token, TENANT, null, null, null, List.of(bob), null, null, null, null)
                .getContacts())
        .hasSize(1);
    assertThat(
            xero.getContacts(token, TENANT, null, null, null, null, 1, null, true, "ada")
                .getContacts())
        .hasSize(1);
  }

  @Test
  void groupsAreMadeFilledRenamedAndEmptied() throws IOException {
    Contact ada = contact("Ada");
    ContactGroups sent = new ContactGroups().addContactGroupsItem(new ContactGroup().name("VIPs"));
    UUID group =
        xero.createContactGroup(token, TENANT, sent, null)
            .getContactGroups()
            .getFirst()
            .getContactGroupID();
    Contacts members = new Contacts().addContactsItem(only(ada));
    xero.createContactGroupContacts(token, TENANT, group, members, null);
    assertThat(group(group).getContacts()).hasSize(1);
    ContactGroups renamed =
        new ContactGroups().addContactGroupsItem(new ContactGroup().name("Guests"));
    xero.updateContactGroup(token, TENANT, group, renamed, null);
    assertThat(group(group).getName()).isEqualTo("Guests");
    xero.deleteContactGroupContact(token, TENANT, group, ada.getContactID());
    assertThat(group(group).getContacts()).isEmpty();
    assertThat(xero.getContactGroups(token, TENANT, null, null).getContactGroups()).hasSize(1);
  }

  private ContactGroup group(UUID id) throws IOException {
    return xero.getContactGroup(token, TENANT, id).getContactGroups().getFirst();
  }

  @Test
  void historyTakesANote() throws IOException {
    UUID id = contact("Ada").getContactID();
    HistoryRecords note =
        new HistoryRecords().addHistoryRecordsItem(new HistoryRecord().details("Called"));
    xero.createContactHistory(token, TENANT, id, note, null);
    assertThat(xero.getContactHistory(token, TENANT, id).getHistoryRecords())
        .anySatisfy(record -> assertThat(record.getDetails()).isEqualTo("Called"));
  }
}
