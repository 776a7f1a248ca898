package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.4 of the fact sheet: contacts. */
class SimContactsTest extends SimulatorTest {
  private static final String UNIQUE =
      "The contact name must be unique across all active contacts.";

  @Test
  void aContactNumberWithASlashAPlusOrASpaceIsFoundByPath() {
    xero.put("Contacts", "{'Name':'Ada Byron','ContactNumber':'a/b+c d'}");
    assertThat(xero.get("Contacts/a%2Fb+c%20d").json().at("/Contacts/0/Name").asString())
        .isEqualTo("Ada Byron");
    assertThat(xero.get("Contacts/a%2Fb").status()).isEqualTo(404);
  }

  @Test
  void aNewContactShowsTwoAddressesAndFourPhones() {
    JsonNode contact =
        xero.put(
                "Contacts",
                """
                {'Name':'Ada Byron','FirstName':'Ada','EmailAddress':'ada@example.com','ContactNumber':'C-1',
                 'Phones':[{'PhoneType':'MOBILE','PhoneNumber':'0491 570 006'}],
                 'Addresses':[{'AddressType':'POBOX','AddressLine1':'1 Wharf St','City':'Hobart'}]}
                """)
            .json()
            .at("/Contacts/0");
    assertThat(contact.path("ContactStatus").asString()).isEqualTo("ACTIVE");
    assertThat(contact.path("Phones")).hasSize(4);
    assertThat(contact.path("Addresses")).hasSize(2);
    assertThat(contact.path("Phones").toString()).contains("0491 570 006");
    assertThat(contact.path("UpdatedDateUTC").asString()).matches("/Date\\(\\d+\\+0000\\)/");
  }

  @Test
  void putRefusesAnExistingNameWhateverItsCaseAccentsAndSpaces() {
    contact("Zoë  Müller");
    var refused = xero.put("Contacts", "{'Name':'ZOE MULLER'}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("Type").asString()).isEqualTo("ValidationException");
    assertThat(refused.json().path("ErrorNumber").asInt()).isEqualTo(10);
    assertThat(refused.json().at("/Elements/0/ValidationErrors/0/Message").asString())
        .contains("is already assigned to another contact", UNIQUE);
  }

  @Test
  void putRefusesAnExistingContactNumber() {
    xero.put("Contacts", "{'Name':'One','ContactNumber':'C-1'}");
    var refused = xero.put("Contacts", "{'Name':'Two','ContactNumber':'c-1'}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(xero.books().path("Contacts")).hasSize(1);
  }

  @Test
  void postMatchesByIdThenNumberThenName() {
    String id =
        xero.put("Contacts", "{'Name':'One','ContactNumber':'C-1'}")
            .json()
            .at("/Contacts/0/ContactID")
            .asString();
    xero.post("Contacts", "{'ContactNumber':'C-1','Name':'Renamed'}");
    xero.post("Contacts", "{'Name':'renamed','EmailAddress':'one@example.com'}");
    JsonNode contact = xero.get("Contacts/" + id).json().at("/Contacts/0");
    assertThat(contact.path("Name").asString()).isEqualTo("renamed");
    assertThat(contact.path("EmailAddress").asString()).isEqualTo("one@example.com");
    assertThat(xero.books().path("Contacts")).hasSize(1);
  }

  @Test
  void fieldsLeftOutKeepTheirValueAndListsSentReplaceTheOldOnes() {
    String id =
        xero.put(
                "Contacts",
                """
                {'Name':'One','FirstName':'Keep','ContactPersons':[{'FirstName':'A'},{'FirstName':'B'}],
                 'Phones':[{'PhoneType':'MOBILE','PhoneNumber':'1'},{'PhoneType':'DEFAULT','PhoneNumber':'2'}]}
                """)
            .json()
            .at("/Contacts/0/ContactID")
            .asString();
    JsonNode contact =
        xero.post(
                "Contacts/" + id,
                "{'ContactPersons':[{'FirstName':'C'}],'Phones':[{'PhoneType':'MOBILE','PhoneNumber':'3'}]}")
            .json()
            .at("/Contacts/0");
    assertThat(contact.path("FirstName").asString()).isEqualTo("Keep");
    assertThat(contact.path("ContactPersons")).hasSize(1);
    assertThat(contact.path("Phones").toString()).contains("\"3\"").doesNotContain("\"2\"");
  }

  @Test
  void theFieldsHaveTheirLongestLengthsAndForms() {
    for (String bad :
        new String[] {
          "{'Name':'" + "x".repeat(256) + "'}",
          "{'Name':'A','ContactNumber':'" + "x".repeat(51) + "'}",
          "{'Name':'A','EmailAddress':'not an address'}",
          "{'Name':'A','EmailAddress':'ü@example.com'}",
          "{'Name':'A <b>'}",
          "{'Name':'A','ContactPersons':[{},{},{},{},{},{}]}",
          "{'Name':'A','Addresses':[{'AddressType':'POBOX','Country':'Land 51'}]}",
          "{'EmailAddress':'a@example.com'}"
        }) {
      assertThat(xero.put("Contacts", bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(xero.put("Contacts", "{'Name':'A','EmailAddress':'not an address'}").body())
        .contains("Email address must be valid");
  }

  @Test
  void anArchivedContactFreesItsNameHidesFromListsAndIsRefusedOnInvoices() {
    String id = contact("Ada Byron");
    xero.post("Contacts/" + id, "{'ContactStatus':'ARCHIVED'}");
    assertThat(xero.get("Contacts").json().path("Contacts")).isEmpty();
    assertThat(xero.get("Contacts?IDs=" + id).json().path("Contacts")).isEmpty();
    assertThat(xero.get("Contacts?includeArchived=true").json().path("Contacts")).hasSize(1);
    var refused = xero.put("Invoices", "{'Type':'ACCREC','Contact':{'ContactID':'" + id + "'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("archived");
    assertThat(contact("Ada Byron")).isNotEqualTo(id);
    var clash = xero.post("Contacts/" + id, "{'ContactStatus':'ACTIVE'}");
    assertThat(clash.body()).contains(UNIQUE);
  }

  @Test
  void theFirstSalesDocumentMakesACustomerWithoutMovingTheDate() {
    String id = contact("Ada Byron");
    String before = xero.get("Contacts/" + id).json().at("/Contacts/0/UpdatedDateUTC").asString();
    simulator.advance(java.time.Duration.ofSeconds(5));
    invoice("C-9", "100");
    JsonNode after = xero.get("Contacts/" + id).json().at("/Contacts/0");
    assertThat(after.path("IsCustomer").asBoolean()).isTrue();
    assertThat(after.at("/Balances/AccountsReceivable/Outstanding").decimalValue())
        .isEqualByComparingTo("110");
    assertThat(after.path("Name").asString()).isEqualTo("Ada Byron");
    assertThat(before).isNotEmpty();
  }

  @Test
  void oneBadContactRefusesTheCallUnlessEachStandsForItself() {
    String two = "{'Contacts':[{'Name':'Good'},{'Name':'Bad <'}]}";
    var whole = xero.put("Contacts", two);
    assertThat(whole.status()).isEqualTo(400);
    assertThat(whole.json().path("Elements")).hasSize(1);
    assertThat(xero.books().path("Contacts")).isEmpty();

    var each = xero.put("Contacts?SummarizeErrors=false", two);
    assertThat(each.status()).isEqualTo(200);
    JsonNode contacts = each.json().path("Contacts");
    assertThat(contacts.at("/0/StatusAttributeString").asString()).isEqualTo("OK");
    assertThat(contacts.at("/1/StatusAttributeString").asString()).isEqualTo("ERROR");
    assertThat(contacts.at("/1/HasValidationErrors").asBoolean()).isTrue();
    assertThat(contacts.at("/1/ContactID").asString())
        .isEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(xero.books().path("Contacts")).hasSize(1);
  }

  @Test
  void twoOfTheSameNameInOneCallAreOneTooMany() {
    var each =
        xero.put("Contacts?summarizeErrors=false", "{'Contacts':[{'Name':'A'},{'Name':'a'}]}");
    assertThat(each.json().at("/Contacts/1/StatusAttributeString").asString()).isEqualTo("ERROR");
    assertThat(xero.books().path("Contacts")).hasSize(1);
  }

  private JsonNode create(String body) {
    var answer = xero.put("Contacts", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().at("/Contacts/0");
  }

  private static String message(Xero.Reply reply) {
    return reply.json().at("/Elements/0/ValidationErrors/0/Message").asString();
  }

  @Test
  void aContactNeedsANameOrAnIdOrANumber() {
    assertThat(message(xero.post("Contacts", "{'EmailAddress':'a@example.com'}")))
        .isEqualTo(
            "The Contact must contain at least 1 of the following elements to identify the contact:"
                + " Name, ContactID, ContactNumber");
  }

  @Test
  void withoutThePostedNameMatchingANameAloneIsANewContact() {
    contact("Ada Byron");
    assertThat(xero.post("Contacts", "{'Name':'Ada Byron'}").status()).isEqualTo(200);
    xero.control("POST", "switches?name=names-find-contacts&on=off");
    assertThat(message(xero.post("Contacts", "{'Name':'Ada Byron'}"))).contains(UNIQUE);
  }

  @Test
  void anArchivedContactComesBackUnlessTheSwitchForbidsIt() {
    String id = contact("Ada Byron");
    xero.post("Contacts/" + id, "{'ContactStatus':'ARCHIVED'}");
    assertThat(status(xero.post("Contacts/" + id, "{'ContactStatus':'ACTIVE'}")))
        .isEqualTo("ACTIVE");
    xero.post("Contacts/" + id, "{'ContactStatus':'ARCHIVED'}");
    xero.control("POST", "switches?name=archived-contacts-return&on=off");
    assertThat(xero.post("Contacts/" + id, "{'ContactStatus':'ACTIVE'}").status()).isEqualTo(400);
  }

  private static String status(Xero.Reply reply) {
    return reply.json().at("/Contacts/0/ContactStatus").asString();
  }

  @Test
  void aMergedContactDoesNotComeBack() {
    String from = contact("Ada Byron");
    String into = contact("Ada Lovelace");
    xero.control("POST", "organisations/" + Xero.AU + "/contacts/" + from + "/merge?into=" + into);
    assertThat(xero.get("Contacts/" + from).json().at("/Contacts/0/MergedToContactID").asString())
        .isEqualTo(into);
    assertThat(xero.post("Contacts/" + from, "{'ContactStatus':'ACTIVE'}").status()).isEqualTo(400);
  }

  @Test
  void aContactToBeForgottenStaysSo() {
    String id = contact("Ada Byron");
    assertThat(status(xero.post("Contacts/" + id, "{'ContactStatus':'GDPRREQUEST'}")))
        .isEqualTo("GDPRREQUEST");
    assertThat(xero.post("Contacts/" + id, "{'ContactStatus':'ACTIVE'}").status()).isEqualTo(400);
  }

  @Test
  void aStatusXeroDoesNotHaveIsUnreadable() {
    String id = contact("Ada Byron");
    var refused = xero.post("Contacts/" + id, "{'ContactStatus':'DELETED'}");
    assertThat(refused.json().path("ErrorNumber").asInt()).isEqualTo(14);
  }

  @Test
  void customerSupplierWebsiteAndDiscountCannotBeWritten() {
    JsonNode contact =
        create(
            "{'Name':'A','IsCustomer':true,'IsSupplier':true,'Website':'http://a.example','Discount':5}");
    assertThat(contact.path("IsCustomer").asBoolean(true)).isFalse();
    assertThat(contact.path("IsSupplier").asBoolean(true)).isFalse();
    assertThat(contact.has("Website")).isFalse();
    assertThat(contact.has("Discount")).isFalse();
  }

  @Test
  void theDefaultsMustExist() {
    for (String bad :
        new String[] {
          "{'Name':'A','AccountsReceivableTaxType':'NOPE'}",
          "{'Name':'A','AccountsPayableTaxType':'NOPE'}",
          "{'Name':'A','SalesDefaultAccountCode':'nope'}",
          "{'Name':'A','PurchasesDefaultAccountCode':'nope'}",
          "{'Name':'A','DefaultCurrency':'EUR'}",
          "{'Name':'A','SalesDefaultLineAmountType':'Sometimes'}",
          "{'Name':'A','TaxNumberType':'VAT'}",
          "{'Name':'A','PaymentTerms':{'Sales':{'Day':5,'Type':'SOMEDAY'}}}",
          "{'Name':'A','PaymentTerms':{'Sales':{'Day':32,'Type':'OFCURRENTMONTH'}}}",
          "{'Name':'A','PaymentTerms':{'Sales':{'Day':10000000000,'Type':'DAYSAFTERBILLDATE'}}}",
          "{'Name':'A','PaymentTerms':{'Sales':{'Day':5}}}",
          "{'Name':'A','SalesDefaultAccountCode':'090'}",
          "{'Name':'A','SalesTrackingCategories':[{'TrackingCategoryName':'Region','TrackingOptionName':'Nope'}]}",
          "{'Name':'A','SalesTrackingCategories':[{'TrackingCategoryName':'Nope'}]}"
        }) {
      assertThat(xero.put("Contacts", bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(message(xero.put("Contacts", "{'Name':'A','SalesTrackingCategories':[{}]}")))
        .isEqualTo("SalesCategory is missing a TrackingCategoryName");
  }

  @Test
  void theDefaultsAreShownOnPagesAndAlone() {
    String id =
        create(
                """
                {'Name':'A','AccountsReceivableTaxType':'OUTPUT','SalesDefaultAccountCode':'200',
                 'SalesDefaultLineAmountType':'INCLUSIVE','DefaultCurrency':'AUD',
                 'PaymentTerms':{'Bills':{'Day':15,'Type':'OFCURRENTMONTH'},'Sales':{'Day':40,'Type':'DAYSAFTERBILLDATE'}},
                 'SalesTrackingCategories':[{'TrackingCategoryName':'Region','TrackingOptionName':'North'}]}
                """)
            .path("ContactID")
            .asString();
    for (String path : new String[] {"Contacts/" + id, "Contacts?page=1"}) {
      JsonNode shown = xero.get(path).json().at("/Contacts/0");
      assertThat(shown.path("SalesDefaultAccountCode").asString()).isEqualTo("200");
      assertThat(shown.at("/PaymentTerms/Sales/Day").asInt()).isEqualTo(40);
      assertThat(shown.at("/SalesTrackingCategories/0/TrackingOptionName").asString())
          .isEqualTo("North");
      assertThat(shown.path("PurchasesTrackingCategories").isArray()).isTrue();
    }
    JsonNode listed = xero.get("Contacts").json().at("/Contacts/0");
    assertThat(listed.path("AccountsReceivableTaxType").asString()).isEqualTo("OUTPUT");
    assertThat(listed.propertyNames())
        .doesNotContain(
            "SalesDefaultAccountCode", "PaymentTerms", "SalesTrackingCategories", "Balances");
  }

  @Test
  void theSummaryLeavesOutWhatIsHeavy() {
    create("{'Name':'A'}");
    assertThat(xero.get("Contacts?summaryOnly=true").json().at("/Contacts/0").propertyNames())
        .contains("ContactID", "Name", "EmailAddress", "Phones")
        .doesNotContain(
            "Addresses",
            "Balances",
            "ContactGroups",
            "ContactPersons",
            "IsCustomer",
            "IsSupplier",
            "SalesTrackingCategories");
  }

  @Test
  void theBankAccountHasTwoNames() {
    String id = create("{'Name':'A','BankAccountDetails':'0102'}").path("ContactID").asString();
    assertThat(number(id)).isEqualTo("0102 0102");
    xero.post("Contacts/" + id, "{'BatchPayments':{'BankAccountNumber':'0304','Details':'Fee'}}");
    assertThat(number(id)).isEqualTo("0304 0304");
  }

  private String number(String id) {
    JsonNode contact = xero.get("Contacts/" + id).json().at("/Contacts/0");
    return contact.path("BankAccountDetails").asString()
        + " "
        + contact.at("/BatchPayments/BankAccountNumber").asString();
  }

  @Test
  void balancesCountWhatIsOpenAndWhatIsLate() {
    String id = contact("Ada Byron");
    invoice("C-1", "100");
    simulator.advance(java.time.Duration.ofDays(60));
    xero = Xero.connected(simulator);
    xero.put(
        "Invoices",
        invoiceBody("C-2", "200").replace("'DueDate':'2026-11-16'", "'DueDate':'2099-01-01'"));
    JsonNode receivable =
        xero.get("Contacts/" + id).json().at("/Contacts/0/Balances/AccountsReceivable");
    assertThat(receivable.path("Outstanding").decimalValue()).isEqualByComparingTo("330");
    assertThat(receivable.path("Overdue").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void americanTaxNumbersAreMaskedForStandardUsers() {
    String us = "d07a4c63-91be-4e2f-8b5d-6f3c1a9e7204";
    xero.connect(Xero.SCOPES, us);
    xero = xero.tenant(us);
    String id =
        create("{'Name':'A','TaxNumber':'123-45-6789','TaxNumberType':'SSN'}")
            .path("ContactID")
            .asString();
    JsonNode shown = xero.get("Contacts/" + id).json().at("/Contacts/0");
    assertThat(shown.path("TaxNumber").asString()).isEqualTo("***-**-6789");
    xero.post("Contacts/" + id, "{'TaxNumber':'***-**-6789'}");
    assertThat(xero.get("Contacts/" + id).json().at("/Contacts/0/TaxNumber").asString())
        .endsWith("6789");
  }

  @Test
  void nobodyIsASubcontractor() {
    String id = contact("Ada Byron");
    assertThat(xero.get("Contacts/" + id + "/CISSettings").status()).isEqualTo(404);
  }

  @Test
  void theNameIsTidied() {
    assertThat(create("{'Name':'  Ada   Byron '}").path("Name").asString()).isEqualTo("Ada Byron");
  }
}
