package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** §4.1 of the fact sheet: bodies of writes, and what becomes of each element. */
class SimBodiesTest extends SimulatorTest {
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Contacts':[{'Name':'Ada'}]}",
        "{'contacts':[{'name':'Ada'}]}",
        "{'Contact':{'Name':'Ada'}}",
        "{'Contacts':{'Name':'Ada'}}",
        "{'Name':'Ada'}",
        "[{'Name':'Ada'}]",
        "{'NAME':'Ada','Nonsense':{'a':[1]}}",
        "{'Name':'Bob','Name':'Ada'}",
        "{'Contacts':[{'Name':'Ada','EmailAddress':null,'ContactPersons':null}],'Extra':1}",
      })
  void oneElementComesInAnyOfTheWrappings(String body) {
    var reply = xero.post("Contacts", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("Contacts")).hasSize(1);
    assertThat(reply.json().at("/Contacts/0/Name").asString()).isEqualTo("Ada");
    assertThat(reply.body()).doesNotContain("Nonsense");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "'text'",
        "null",
        "{'Contacts':[]}",
        "{'Contacts':null}",
        "{'Invoices':[{'Name':'Ada'}]}",
        "{'invoices':[{'Name':'Ada'}]}",
      })
  void aBodyWithoutAnElementProcessesNothing(String body) {
    var reply = xero.put("Contacts", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("Type").asString()).isEqualTo("NoDataProcessedException");
    assertThat(reply.json().path("Message").asString())
        .isEqualTo(
            "No data has been processed for this endpoint. This endpoint is expecting Contact data"
                + " to be specifed in the request body.");
    assertThat(reply.json().has("Elements")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'Invoices':[|Unexpected character or end of the text.",
        "{'Type':'ACCREC','Date':'soon'}|Could not convert string to DateTime: soon. Path 'Invoices[0].Date'.",
        "{'Type':'ACCREC','SentToContact':'maybe'}|Could not convert string to boolean: maybe. Path 'Invoices[0].SentToContact'.",
        "{'LineItems':[{},{'UnitAmount':'plenty'}]}|Could not convert string to decimal: plenty. Path 'Invoices[0].LineItems[1].UnitAmount'.",
        "{'Contact':'Ada'}|Error converting value \"Ada\" to type 'Contact'. Path 'Invoices[0].Contact'.",
        "{'Reference':['a']}|Unexpected character encountered while parsing value. Path 'Invoices[0].Reference'.",
        "{'InvoiceID':'7'}|Error converting value \"7\" to type 'System.Guid'. Path 'Invoices[0].InvoiceID'.",
      })
  void aValueThatItsPropertyCannotHoldMakesTheBodyUnreadable(String body, String why) {
    var reply = xero.post("Invoices", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("ErrorNumber").asInt()).isEqualTo(14);
    assertThat(reply.json().path("Type").asString()).isEqualTo("PostDataInvalidException");
    assertThat(reply.json().path("Message").asString())
        .isEqualTo("JSON request body could not be read, " + why);
    assertThat(reply.json().has("Elements")).isFalse();
  }

  @Test
  void datesNumbersAndFlagsComeInEveryWritingOfTheSdks() {
    JsonNode invoice =
        xero.put(
                "Invoices",
                """
                {'type':'ACCREC','contact':{'name':'Ada'},'status':'DRAFT','date':'/Date(1762041600000+0000)/',
                 'dueDate':'2025-11-16T00:00:00.000Z','sentToContact':'False','invoiceID':'',
                 'lineItems':[{'description':'Visit','quantity':'2','unitAmount':'10.50','accountCode':200}]}
                """)
            .json()
            .at("/Invoices/0");
    assertThat(invoice.path("DateString").asString()).isEqualTo("2025-11-02T00:00:00");
    assertThat(invoice.path("DueDateString").asString()).isEqualTo("2025-11-16T00:00:00");
    assertThat(invoice.at("/LineItems/0/LineAmount").decimalValue()).isEqualByComparingTo("21");
    assertThat(invoice.at("/LineItems/0/AccountCode").asString()).isEqualTo("200");
  }

  @Test
  void anIdIsTheSameInBracesWithoutDashesOrInCapitals() {
    String id = contact("Ada");
    for (String spelt :
        List.of("{" + id + "}", id.replace("-", ""), id.toUpperCase(java.util.Locale.ROOT))) {
      var changed = xero.post("Contacts", "{'ContactID':'" + spelt + "','FirstName':'A'}");
      assertThat(changed.json().at("/Contacts/0/ContactID").asString()).as(spelt).isEqualTo(id);
      assertThat(xero.get("Contacts/" + Xero.encode(spelt)).status()).as(spelt).isEqualTo(200);
      assertThat(xero.get("Contacts?IDs=" + Xero.encode(spelt)).json().path("Contacts"))
          .as(spelt)
          .hasSize(1);
    }
  }

  @Test
  void enumerationsAreReadInAnyCaseAndWrittenInXeros() {
    JsonNode invoice =
        xero.put(
                "Invoices",
                invoiceBody("R-1", "10")
                    .replace("ACCREC", "AccRec")
                    .replace("AUTHORISED", "authorised")
                    .replace(
                        "{'Type'", "{'LineAmountTypes':'INCLUSIVE','CurrencyCode':'aud','Type'"))
            .json()
            .at("/Invoices/0");
    assertThat(invoice.path("Type").asString()).isEqualTo("ACCREC");
    assertThat(invoice.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(invoice.path("CurrencyCode").asString()).isEqualTo("AUD");
    assertThat(invoice.path("LineAmountTypes").asString()).isEqualTo("Inclusive");
    assertThat(invoice.path("Total").decimalValue()).isEqualByComparingTo("10");
  }

  @Test
  void withoutSummarizeErrorsOneBadElementRefusesAllAndOnlyTheBadOnesAreShown() {
    contact("Ada");
    var reply =
        xero.put(
            "Contacts",
            "{'Contacts':[{'Name':'Bob'},{'Name':'Ada','Phones':[{'PhoneType':'MOBILE','Nonsense':1}]}]}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("ErrorNumber").asInt()).isEqualTo(10);
    assertThat(reply.json().path("Type").asString()).isEqualTo("ValidationException");
    assertThat(reply.json().path("Elements")).hasSize(1);
    JsonNode refused = reply.json().at("/Elements/0");
    assertThat(refused.path("ContactID").asString()).isEqualTo(NO_ID);
    assertThat(refused.path("Name").asString()).isEqualTo("Ada");
    assertThat(refused.path("HasValidationErrors").asBoolean()).isTrue();
    assertThat(refused.path("ContactGroups")).isEmpty();
    assertThat(refused.at("/Phones/0").toString())
        .isEqualTo("{\"PhoneType\":\"MOBILE\",\"ValidationErrors\":[]}");
    assertThat(refused.at("/ValidationErrors/0/Message").asString()).contains("already assigned");
    assertThat(refused.has("StatusAttributeString")).isFalse();
    assertThat(xero.get("Contacts").json().path("Contacts")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"summarizeErrors=false", "SummarizeErrors=False", "summarizeerrors=FALSE"})
  void withSummarizeErrorsFalseEachElementStandsForItself(String parameter) {
    contact("Ada");
    var reply = xero.put("Contacts?" + parameter, "{'Contacts':[{'Name':'Ada'},{'Name':'Bob'}]}");
    assertThat(reply.status()).isEqualTo(200);
    JsonNode contacts = reply.json().path("Contacts");
    assertThat(contacts).hasSize(2);
    assertThat(contacts.path(0).path("StatusAttributeString").asString()).isEqualTo("ERROR");
    assertThat(contacts.path(0).path("ContactID").asString()).isEqualTo(NO_ID);
    assertThat(contacts.path(1).path("StatusAttributeString").asString()).isEqualTo("OK");
    assertThat(contacts.path(1).path("ContactID").asString()).isNotEqualTo(NO_ID);
    assertThat(contacts.path(1).path("HasValidationErrors").asBoolean(true)).isFalse();
  }

  @Test
  void aRefusedElementShowsItsDatesAsXeroDoes() {
    JsonNode refused =
        xero.put(
                "Invoices",
                invoiceBody("R-1", "1")
                    .replace("'200'", "'99999'")
                    .replace("{'Type'", "{'x':1,'Type'"))
            .json()
            .at("/Elements/0");
    assertThat(refused.path("InvoiceID").asString()).isEqualTo(NO_ID);
    assertThat(refused.path("Date").asString()).isEqualTo("/Date(1793577600000+0000)/");
    assertThat(refused.path("DateString").asString()).isEqualTo("2026-11-02T00:00:00");
    assertThat(refused.path("HasErrors").asBoolean()).isTrue();
    assertThat(refused.has("HasValidationErrors")).isFalse();
    assertThat(refused.has("x")).isFalse();
    assertThat(refused.path("Payments").isArray()).isTrue();
  }

  @Test
  void aRefusedChangeShowsTheDocumentAsItIsUnderWhatWasSent() {
    JsonNode invoice = invoice("R-1", "10");
    String id = invoice.path("InvoiceID").asString();
    pay(id, "11");
    JsonNode refused =
        xero.post("Invoices/" + id, "{'Reference':'new','Date':'2026-11-03'}")
            .json()
            .at("/Elements/0");
    assertThat(refused.path("InvoiceID").asString()).isEqualTo(id);
    assertThat(refused.path("InvoiceNumber").asString()).isEqualTo("R-1");
    assertThat(refused.path("Reference").asString()).isEqualTo("new");
    assertThat(refused.path("ValidationErrors")).isNotEmpty();
    assertThat(read(id).path("Reference").asString("")).isEmpty();
  }

  @Test
  void hundredsOfElementsGoInOneCall() {
    StringBuilder body = new StringBuilder("{'Contacts':[{'Name':'C'}");
    for (int i = 0; i < 300; i++) {
      body.append(",{'Name':'C").append(i).append("'}");
    }
    assertThat(xero.put("Contacts", body + "]}").json().path("Contacts")).hasSize(301);
    for (String page : List.of("1", "3")) {
      assertThat(xero.get("Contacts?pageSize=100&page=" + page).json().path("Contacts"))
          .hasSize(100);
    }
  }
}
