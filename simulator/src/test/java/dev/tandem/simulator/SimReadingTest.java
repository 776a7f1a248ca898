package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.1 to §4.3 of the fact sheet: envelope, dates, paging, filters. */
class SimReadingTest extends SimulatorTest {
  private void contacts(int count) {
    List<String> each = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      each.add("{'Name':'Client %04d','ContactNumber':'N%d'}".formatted(i, i));
    }
    xero.put("Contacts", "{'Contacts':[" + String.join(",", each) + "]}");
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> values = new ArrayList<>();
    array.forEach(each -> values.add(each.path(field).asString()));
    return values;
  }

  @Test
  void theEnvelopeIsXeros() {
    JsonNode json = xero.get("Contacts").json();
    assertThat(json.path("Status").asString()).isEqualTo("OK");
    assertThat(json.path("Id").asString()).hasSize(36);
    assertThat(json.path("DateTimeUTC").asString()).matches("/Date\\(\\d+\\)/");
    assertThat(json.has("pagination")).isFalse();
    assertThat(json.path("Contacts").isArray()).isTrue();
  }

  @Test
  void pagesAreClampedAndDescribed() {
    contacts(120);
    JsonNode first = xero.get("Contacts?page=1").json();
    assertThat(first.path("Contacts")).hasSize(100);
    assertThat(first.path("pagination").toString())
        .isEqualTo("{\"page\":1,\"pageSize\":100,\"pageCount\":2,\"itemCount\":120}");
    assertThat(xero.get("Contacts?page=2").json().path("Contacts")).hasSize(20);
    assertThat(xero.get("Contacts?page=3").json().path("Contacts")).isEmpty();
    assertThat(xero.get("Contacts?page=99999999").json().at("/pagination/page").asInt())
        .isEqualTo(99_999_999);
    assertThat(xero.get("Contacts?page=0&pageSize=5000").json().path("pagination").toString())
        .contains("\"page\":1,\"pageSize\":1000");
    assertThat(xero.get("Contacts?page=1&pageSize=0").json().path("Contacts")).hasSize(1);
  }

  @Test
  void aListWithoutPageIsShorterInDetail() {
    xero.put("Contacts", "{'Name':'A','ContactPersons':[{'FirstName':'B','LastName':'C'}]}");
    assertThat(xero.get("Contacts").json().at("/Contacts/0/ContactPersons")).isEmpty();
    assertThat(xero.get("Contacts?page=1").json().at("/Contacts/0/ContactPersons")).hasSize(1);
    invoice("R-1", "10");
    assertThat(xero.get("Invoices").json().at("/Invoices/0/LineItems")).isEmpty();
    assertThat(xero.get("Invoices?page=1").json().at("/Invoices/0/LineItems")).hasSize(1);
    JsonNode summary = xero.get("Invoices?summaryOnly=true").json();
    assertThat(summary.at("/Invoices/0").has("LineItems")).isFalse();
    assertThat(summary.has("pagination")).isTrue();
    assertThat(xero.get("Invoices?Statuses=PAID,AUTHORISED").json().has("pagination")).isTrue();
  }

  @Test
  void ifModifiedSinceCountsWholeSecondsInUtc() {
    contact("Old");
    simulator.advance(java.time.Duration.ofSeconds(10));
    contact("New");
    String updated =
        xero.get("Contacts?searchTerm=new").json().at("/Contacts/0/UpdatedDateUTC").asString();
    long millis = Long.parseLong(updated.replaceAll("/Date\\((\\d+)\\+0000\\)/", "$1"));
    String second = Instant.ofEpochSecond(millis / 1000).toString().replace("Z", "");
    Xero since = xero.with("If-Modified-Since", second);
    assertThat(texts(since.get("Contacts").json().path("Contacts"), "Name")).containsExactly("New");
    Xero later =
        xero.with("If-Modified-Since", Instant.ofEpochSecond(millis / 1000 + 1).toString());
    assertThat(later.get("Contacts").status()).isEqualTo(200);
    assertThat(later.get("Contacts").json().path("Contacts")).isEmpty();
  }

  @Test
  void theDefaultOrderIsOldestChangeFirst() {
    contact("A");
    simulator.advance(java.time.Duration.ofSeconds(1));
    contact("B");
    simulator.advance(java.time.Duration.ofSeconds(1));
    xero.post("Contacts", "{'Name':'A','FirstName':'x'}");
    assertThat(texts(xero.get("Contacts").json().path("Contacts"), "Name"))
        .containsExactly("B", "A");
    assertThat(texts(xero.get("Contacts?order=Name").json().path("Contacts"), "Name"))
        .containsExactly("A", "B");
    assertThat(texts(xero.get("Contacts?order=Name+DESC").json().path("Contacts"), "Name"))
        .containsExactly("B", "A");
    assertThat(xero.get("Contacts?order=Nonsense").json().path("Type").asString())
        .isEqualTo("QueryParseException");
  }

  @Test
  void idsNumbersContactsAndAppSelect() {
    JsonNode one = invoice("R-1", "10");
    invoice("R-2", "20");
    xero.control("POST", "organisations/" + Xero.AU + "/invoices", invoiceBody("R-3", "30"));
    String ids = one.path("InvoiceID").asString();
    assertThat(texts(xero.get("Invoices?IDs=" + ids).json().path("Invoices"), "InvoiceNumber"))
        .containsExactly("R-1");
    assertThat(xero.get("Invoices?InvoiceNumbers=R-1,R-3,R-9").json().path("Invoices")).hasSize(2);
    String contact = one.at("/Contact/ContactID").asString();
    assertThat(xero.get("Invoices?ContactIDs=" + contact).json().path("Invoices")).hasSize(3);
    assertThat(xero.get("Invoices?createdByMyApp=true").json().path("Invoices")).hasSize(2);
    assertThat(xero.get("Invoices/R-2").json().at("/Invoices/0/InvoiceNumber").asString())
        .isEqualTo("R-2");
  }

  @Test
  void recordsAskedForByKeyComeInTheDefaultOrderToo() {
    invoice("R-1", "10");
    simulator.advance(java.time.Duration.ofSeconds(1));
    String second = invoice("R-2", "20").path("InvoiceID").asString();
    String first = xero.get("Invoices/R-1").json().at("/Invoices/0/InvoiceID").asString();
    for (String keys : List.of("IDs=" + second + "," + first, "InvoiceNumbers=R-2,R-1")) {
      JsonNode found = xero.get("Invoices?page=1&" + keys).json().path("Invoices");
      assertThat(texts(found, "InvoiceNumber")).as(keys).containsExactly("R-1", "R-2");
    }
  }

  @Test
  void anEmptyTextIsWhatHasNoValue() {
    invoice("R-1", "10");
    xero.post(
        "Invoices",
        "{'InvoiceNumber':'R-2','Reference':'r','Type':'ACCREC','Contact':{'Name':'B'}}");
    assertThat(texts(where("Reference==\"\""), "InvoiceNumber")).containsExactly("R-1");
    assertThat(texts(where("Reference!=\"\""), "InvoiceNumber")).containsExactly("R-2");
  }

  private JsonNode where(String expression) {
    return xero.get("Invoices?where=" + Xero.encode(expression)).json().path("Invoices");
  }

  @Test
  void anExhaustingExpressionIsRefusedNotChokedOn() {
    contact("Ada Byron");
    assertThat(xero.get("Contacts?where=" + "(".repeat(20_000)).json().path("Type").asString())
        .isEqualTo("QueryParseException");
    assertThat(xero.get("Contacts?where=" + "!".repeat(20_000)).status()).isEqualTo(400);
    String longName = Xero.encode("Name==\"" + "a\\\"".repeat(10_000) + "\"");
    assertThat(xero.get("Contacts?where=" + longName).json().path("Contacts")).isEmpty();
  }

  @Test
  void searchTermLooksIntoTheDocumentedFields() {
    xero.put(
        "Contacts", "{'Contacts':[{'Name':'Zoë','EmailAddress':'z@example.com'},{'Name':'Bob'}]}");
    assertThat(xero.get("Contacts?searchTerm=ZOE").json().path("Contacts")).hasSize(1);
    assertThat(xero.get("Contacts?searchTerm=example").json().path("Contacts")).hasSize(1);
    invoice("R-77", "1");
    assertThat(xero.get("Invoices?searchTerm=r-7").json().path("Invoices")).hasSize(1);
  }

  @Test
  void whereUnderstandsTheDocumentedForms() {
    JsonNode invoice = invoice("R-1", "10");
    invoice("R-2", "50");
    String id = invoice.path("InvoiceID").asString();
    String contact = invoice.at("/Contact/ContactID").asString();
    assertThat(found("Status==\"AUTHORISED\"")).isEqualTo(2);
    assertThat(found("Type=\"ACCREC\" AND AmountDue>=55")).isEqualTo(1);
    assertThat(found("InvoiceID==guid(\"" + id + "\") OR InvoiceNumber==\"r-2\"")).isEqualTo(2);
    assertThat(found("Contact.ContactID=guid(\"" + contact + "\")")).isEqualTo(2);
    assertThat(found("Contact.Name==\"ada byron\" && Date>=DateTime(2026, 11, 02)")).isEqualTo(2);
    assertThat(found("Date > DateTime(2026,11,02)")).isZero();
    assertThat(found("(InvoiceNumber.EndsWith(\"1\") || Reference!=null)")).isEqualTo(1);
    assertThat(found("FullyPaidOnDate==null")).isEqualTo(2);
    for (String bad :
        new String[] {
          "Nonsense==1", "Status==", "Status~1", "AmountDue==\"x\"", "(Status==\"A\""
        }) {
      var reply = xero.get("Invoices?where=" + Xero.encode(bad));
      assertThat(reply.status()).as(bad).isEqualTo(400);
      assertThat(reply.json().path("ErrorNumber").asInt()).isEqualTo(16);
    }
  }

  private int found(String where) {
    return xero.get("Invoices?where=" + Xero.encode(where)).json().path("Invoices").size();
  }

  @Test
  void paymentsAreFoundByTheirInvoice() {
    String id = invoice("R-1", "10").path("InvoiceID").asString();
    pay(id, "4");
    pay(invoice("R-2", "10").path("InvoiceID").asString(), "4");
    var found =
        xero.get("Payments?where=" + Xero.encode("Invoice.InvoiceId==guid(\"" + id + "\")")).json();
    assertThat(found.path("Payments")).hasSize(1);
  }

  @Test
  void sdkMannersAreAccepted() {
    var bodyOnGet = xero.send("GET", "/api.xro/2.0/Contacts", "{}");
    assertThat(bodyOnGet.status()).isEqualTo(200);
    var unknown =
        xero.post("Contacts", "{'Contacts':[{'Name':'A','Nonsense':1,'HasAttachments':false}]}");
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.body()).doesNotContain("Nonsense");
  }

  @Test
  void theProviderIsTheCallingApp() {
    assertThat(xero.get("Contacts").json().path("ProviderName").asString()).isEqualTo("Tandem");
    assertThat(xero.put("Contacts", "{'Name':'A'}").json().path("ProviderName").asString())
        .isEqualTo("Tandem");
  }

  @Test
  void everythingARequestAsksForMustFit() {
    String one = invoice("R-1", "10").path("InvoiceID").asString();
    String two = invoice("R-2", "20").path("InvoiceID").asString();
    for (String query :
        List.of(
            "IDs=" + one + "," + two + "&InvoiceNumbers=R-2",
            "IDs=" + two + "&Statuses=AUTHORISED",
            "InvoiceNumbers=R-1,R-2&where=Total%3E20",
            "IDs=" + one + "," + two + "&searchTerm=R-2&order=Total",
            "statuses=authorised&invoicenumbers=r-2")) {
      JsonNode found = xero.get("Invoices?page=1&" + query).json().path("Invoices");
      assertThat(texts(found, "InvoiceNumber")).as(query).containsExactly("R-2");
    }
    assertThat(xero.get("Invoices?IDs=" + one + "&InvoiceNumbers=R-2").json().path("Invoices"))
        .isEmpty();
    assertThat(xero.get("Invoices?IDs=" + one + "&Statuses=DRAFT").json().path("Invoices"))
        .isEmpty();
    assertThat(xero.get("Invoices?IDs=,").json().path("Invoices")).isEmpty();
  }

  @Test
  void ifModifiedSinceIsReadInEveryFormThatClientsSend() {
    contact("Old");
    for (String past :
        List.of(
            "2020-01-01",
            "2020-01-01T00:00:00",
            "2020-01-01 00:00:00",
            "2020-01-01T00:00:00.123",
            "2020-01-01T00:00:00.000Z",
            "2020-01-01T11:00:00+11:00",
            "2020-01-01T11:00:00.5+1100",
            "Wed, 01 Jan 2020 00:00:00 GMT")) {
      var reply = xero.with("If-Modified-Since", past).get("Contacts");
      assertThat(reply.json().path("Contacts")).as(past).hasSize(1);
      String future = past.replace("2020", "2999").replace("Wed", "Tue");
      reply = xero.with("If-Modified-Since", future).get("Contacts");
      assertThat(reply.status()).as(future).isEqualTo(200);
      assertThat(reply.json().path("Contacts")).as(future).isEmpty();
    }
  }

  @Test
  void anIfModifiedSinceThatCannotBeReadIsA412() {
    for (String bad : List.of("/Date(1518685950940+0000)/", "yesterday", "2020-13-01")) {
      assertThat(xero.with("If-Modified-Since", bad).get("Contacts").status())
          .as(bad)
          .isEqualTo(412);
    }
    assertThat(xero.with("If-Modified-Since", "yesterday").get("TaxRates").status()).isEqualTo(200);
  }

  @Test
  void nothingChangedIsA304OnlyUnderItsSwitch() {
    contact("Ada");
    Xero later = xero.with("If-Modified-Since", "2999-01-01T00:00:00");
    assertThat(later.get("Contacts").status()).isEqualTo(200);
    xero.control("POST", "switches?name=empty-since-is-304&on=on");
    var reply = later.get("Contacts");
    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.body()).isEmpty();
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
  }
}
