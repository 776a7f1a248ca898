package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The console, as a browser without JavaScript uses it. */
class SimConsoleTest extends SimulatorTest {
  private Xero.Reply submit(String path, String form) {
    return xero.exchange(
        HttpRequest.newBuilder(URI.create(simulator.uri() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private String page(String path) {
    Xero.Reply reply = xero.send("GET", path, "");
    assertThat(reply.status()).as(path).isEqualTo(200);
    return reply.body();
  }

  /** What the page that the form leads to tells. */
  private String outcome(String path, String form) {
    Xero.Reply done = submit(path, form);
    assertThat(done.status()).as(path).isEqualTo(303);
    return page(done.header("Location"));
  }

  private static String records(String kind) {
    return "/console/" + Xero.AU + "/" + kind;
  }

  @Test
  void everyPageOpens() {
    invoice("K-1", "100");
    pay(read("K-1").path("InvoiceID").asString(), "10");
    String contact = xero.books().at("/Contacts/0/ContactID").asString();
    String invoice = xero.books().at("/Invoices/0/InvoiceID").asString();
    for (String path :
        new String[] {
          "/",
          "/console/" + Xero.AU,
          records("invoices"),
          records("invoices/new"),
          records("invoices/" + invoice),
          records("invoices/" + invoice + "/edit"),
          records("contacts"),
          records("contacts/new"),
          records("contacts/" + contact),
          "/console/calls",
          "/console/calls?which=failed",
          "/console/webhooks",
          "/console/faults",
          "/console/apps",
          "/console/mail",
          "/console/switches",
          "/console/control",
          "/console/console.css",
          "/console/console.js"
        }) {
      page(path);
    }
  }

  @Test
  void everyKindOfRecordHasAListAndAPage() {
    invoice("K-1", "100");
    for (var kind : xero.books().properties()) {
      if (kind.getValue().isArray()) {
        String list = xero.send("GET", records(kind.getKey()), "").body();
        var link =
            java.util.regex.Pattern.compile("href=\"(" + records("[^\"/]+/(?!new)[^\"/]+") + ")\"")
                .matcher(list);
        if (!kind.getValue().isEmpty() && link.find()) {
          assertThat(page(link.group(1))).as(kind.getKey()).contains("As apps see it");
        }
      }
    }
  }

  @Test
  void anEmptyListTellsHowItIsFilled() {
    assertThat(page(records("invoices"))).contains("PUT /api.xro/2.0/Invoices", Xero.AU);
  }

  @Test
  void anInvoiceIsPaidInFullFromItsRow() {
    var invoice = invoice("K-1", "100");
    String id = invoice.path("InvoiceID").asString();
    assertThat(page(records("invoices?q=k-1"))).contains("K-1", "Pay in full");
    assertThat(outcome(records("invoices/" + id + "/pay"), "back=" + records("invoices")))
        .contains("Paid 110.00 on invoice K-1.");
    assertThat(read(id).path("Status").asString()).isEqualTo("PAID");
  }

  @Test
  void tooMuchIsRefusedInWords() {
    String id = invoice("K-1", "100").path("InvoiceID").asString();
    assertThat(outcome(records("invoices/" + id + "/pay"), "amount=500"))
        .contains("Payment amount exceeds the amount outstanding");
  }

  @Test
  void anInvoiceIsWrittenWithLinesAndApproved() {
    contact("Ada Byron");
    assertThat(
            outcome(
                records("invoices/new"),
                "Type=ACCREC&Contact=Ada+Byron&InvoiceNumber=K-5&Date=2026-11-02&DueDate=2026-11-16"
                    + "&LineAmountTypes=Exclusive&Status=AUTHORISED"
                    + "&Description=Visit&Quantity=2&UnitAmount=50&AccountCode=200&TaxType="
                    + "&Description=&Quantity=1&UnitAmount=&AccountCode=&TaxType="))
        .contains("It was added.");
    assertThat(read("K-5").path("Total").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void aLineIsChangedWithoutLosingTheOther() {
    xero.put(
        "Invoices",
        invoiceBody("K-6", "100")
            .replace(
                "'LineItems':[",
                "'LineItems':[{'Description':'First','Quantity':1,"
                    + "'UnitAmount':10,'AccountCode':'200'},"));
    var lines = read("K-6").path("LineItems");
    String form =
        "Contact=Ada+Byron&InvoiceNumber=K-6&Date=2026-11-02&DueDate=2026-11-16"
            + "&LineItemID="
            + lines.at("/0/LineItemID").asString()
            + "&Description=First&Quantity=1&UnitAmount=20&AccountCode=200&TaxType="
            + "&LineItemID="
            + lines.at("/1/LineItemID").asString()
            + "&Description=Visit&Quantity=1&UnitAmount=100&AccountCode=200&TaxType=";
    String id = read("K-6").path("InvoiceID").asString();
    assertThat(outcome(records("invoices/" + id + "/edit"), form)).contains("It was saved.");
    assertThat(read("K-6").path("SubTotal").decimalValue()).isEqualByComparingTo("120");
    assertThat(read("K-6").at("/LineItems/0/LineItemID").asString())
        .isEqualTo(lines.at("/0/LineItemID").asString());
  }

  @Test
  void aDraftIsApprovedAndAnApprovedOneVoided() {
    xero.put("Invoices", invoiceBody("K-7", "100").replace("AUTHORISED", "DRAFT"));
    String id = read("K-7").path("InvoiceID").asString();
    outcome(records("invoices/" + id + "/approve"), "");
    assertThat(read(id).path("Status").asString()).isEqualTo("AUTHORISED");
    outcome(records("invoices/" + id + "/void"), "");
    assertThat(read(id).path("Status").asString()).isEqualTo("VOIDED");
  }

  @Test
  void aPaymentIsRemovedAndTheInvoiceOpenAgain() {
    String id = invoice("K-8", "100").path("InvoiceID").asString();
    String payment = pay(id, "110").at("/Payments/0/PaymentID").asString();
    outcome(records("payments/" + payment + "/remove"), "");
    assertThat(read(id).path("Status").asString()).isEqualTo("AUTHORISED");
  }

  @Test
  void aContactIsEditedAndWhatIsTypedIsEscaped() {
    String id = contact("Ada Byron");
    submit(
        records("contacts/" + id),
        "Name=Ada+%26+Co&EmailAddress=a%40example.com&Phone=0491+570+156");
    var contact = xero.get("Contacts/" + id).json().at("/Contacts/0");
    assertThat(contact.path("Name").asString()).isEqualTo("Ada & Co");
    assertThat(contact.path("Phones").toString()).contains("0491 570 156");
    assertThat(page(records("contacts"))).contains("Ada &amp; Co");
    assertThat(page("/?done=%3Cscript%3E")).doesNotContain("<script>");
  }

  @Test
  void aContactIsMergedByName() {
    String source = contact("Ada Byron");
    String into = contact("Ada King");
    outcome(records("contacts/" + source + "/merge"), "into=ada+king");
    assertThat(xero.get("Contacts/" + source).json().at("/Contacts/0/MergedToContactID").asString())
        .isEqualTo(into);
  }

  @Test
  void aPeriodIsLockedAndOpenedAgain() {
    assertThat(outcome("/console/" + Xero.AU + "/set/lock", "date=2026-11-30"))
        .contains("Locked up to 2026-11-30.");
    assertThat(xero.put("Invoices", invoiceBody("K-9", "1")).status()).isEqualTo(400);
    outcome("/console/" + Xero.AU + "/set/lock", "date=");
    assertThat(xero.put("Invoices", invoiceBody("K-9", "1")).status()).isEqualTo(200);
  }

  @Test
  void anyChangeThatTheApiTakesIsMadeAsJson() {
    String id = contact("Ada Byron");
    outcome(
        records("contacts/" + id + "/change"),
        "json=" + Xero.encode("{\"AccountNumber\":\"A-77\"}"));
    assertThat(xero.get("Contacts/" + id).body()).contains("A-77");
    assertThat(outcome(records("contacts/" + id + "/change"), "json=nothing"))
        .contains("That is not JSON");
  }

  @Test
  void theClockGoesForwardByButtonAndToADay() {
    outcome("/console/clock/advance", "seconds=3600&back=/console/calls");
    assertThat(xero.control("GET", "clock").json().path("offsetSeconds").asLong())
        .isGreaterThanOrEqualTo(3_600);
    String now = xero.control("GET", "clock").json().path("now").asString();
    String tomorrow = LocalDate.parse(now.substring(0, 10)).plusDays(1).toString();
    assertThat(outcome("/console/clock/advance", "to=" + tomorrow + "T12:00"))
        .contains("The clock was advanced.");
    assertThat(xero.control("GET", "clock").json().path("now").asString()).startsWith(tomorrow);
    assertThat(outcome("/console/clock/advance", "to=2020-01-01T00:00"))
        .contains("only goes forward");
  }

  @Test
  void aFaultIsAddedAndTakenAwayByForm() {
    String form = "do=POST+faults&back=/console/faults&kind=slow&path=/x&count=2";
    assertThat(outcome("/console/act", form)).contains("slow", "/x");
    String id = xero.control("GET", "faults").json().at("/0/id").asString();
    outcome("/console/act", "do=DELETE+faults/" + id + "&back=/console/faults");
    assertThat(xero.control("GET", "faults").json()).isEmpty();
    assertThat(outcome("/console/act", "do=POST+faults&back=/console/faults&kind=magic"))
        .contains("role=\"alert\"");
  }

  @Test
  void aWebhookIsRegisteredByForm() {
    outcome(
        "/console/act",
        "do=POST+webhooks&back=/console/webhooks&url=http%3A%2F%2Flocalhost%3A1%2Fx&key=k&tenant=");
    assertThat(page("/console/webhooks")).contains("http://localhost:1/x");
  }

  @Test
  void aFormLeadsBackToTheConsoleOnly() {
    for (String back : new String[] {"https://evil.example", "//evil.example", "/\\evil"}) {
      assertThat(
              submit("/console/act", "do=DELETE+faults&back=" + Xero.encode(back))
                  .header("Location"))
          .startsWith("/?");
    }
  }

  @Test
  void anOrganisationIsOpenedByForm() {
    assertThat(outcome("/console/organisations", "name=Totara+Physio&country=NZ&demo=true"))
        .contains("Totara Physio was opened.");
  }

  @Test
  void aSwitchIsTurnedByForm() {
    outcome("/console/switches", "name=due-date-required&on=false");
    assertThat(page("/console/switches")).contains("turned");
  }

  @Test
  void everyControlRequestIsThereToBeTried() {
    String page = page("/console/control");
    xero.control("GET", "openapi.json")
        .json()
        .path("paths")
        .propertyNames()
        .forEach(path -> assertThat(page).contains("data-path=\"" + path + "\""));
  }

  @Test
  void aPageIsToldAsSoonAsAnAppHasCalled() throws Exception {
    String before = page("/console/live?since=0");
    assertThat(page("/console/live?since=0")).isEqualTo(before);
    var told =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> page("/console/live?since=" + before));
    contact("Ada Byron");
    assertThat(told.get(10, java.util.concurrent.TimeUnit.SECONDS)).isNotEqualTo(before);
  }

  @Test
  void noOtherSiteMayShowThePagesInAFrame() {
    assertThat(xero.send("GET", "/", "").header("X-Frame-Options")).isEqualTo("DENY");
  }

  @Test
  void revokingTheGrantPutsTheAppOut() {
    submit("/console/apps/client/revoke", "");
    assertThat(xero.get("Organisation").status()).isEqualTo(403);
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(400);
  }
}
