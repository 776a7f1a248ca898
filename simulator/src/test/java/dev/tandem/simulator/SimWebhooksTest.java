package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** §5 of the fact sheet, webhooks: what is told to whom, and in which words. */
class SimWebhooksTest extends ReceiverTest {
  /** The next events, however they are spread over deliveries. */
  private List<JsonNode> events(int number) throws InterruptedException {
    List<JsonNode> events = new ArrayList<>();
    while (events.size() < number) {
      receiver.next().json().path("events").forEach(events::add);
    }
    return events;
  }

  private static List<String> categories(List<JsonNode> events) {
    return events.stream()
        .map(
            event ->
                event.path("eventCategory").asString() + " " + event.path("eventType").asString())
        .toList();
  }

  @Test
  void aNewContactIsToldInASignedUnevenlySpacedBody() throws Exception {
    String id = contact("Ada Byron");
    Receiver.Delivery delivery = receiver.next();
    assertThat(delivery.genuine()).isTrue();
    assertThat(delivery.body())
        .contains("],\"firstEventSequence\": 1,\"lastEventSequence\": 1, \"entropy\": \"");
    JsonNode event = delivery.json().at("/events/0");
    assertThat(event.path("resourceId").asString()).isEqualTo(id);
    assertThat(event.path("eventCategory").asString()).isEqualTo("CONTACT");
    assertThat(event.path("eventType").asString()).isEqualTo("CREATE");
    assertThat(event.path("tenantId").asString()).isEqualTo(Xero.AU);
    assertThat(event.path("tenantType").asString()).isEqualTo("ORGANISATION");
    assertThat(event.path("eventDateUtc").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    assertThat(event.path("resourceUrl").asString()).endsWith("/api.xro/2.0/Contacts/" + id);
  }

  @Test
  void payingAnInvoiceIsAnInvoiceUpdateAndNoEventOfItsOwn() throws Exception {
    JsonNode invoice = invoice("W-1", "100");
    receiver.next();
    pay(invoice.path("InvoiceID").asString(), "110");
    JsonNode events = receiver.next().json().path("events");
    assertThat(events).hasSize(1);
    assertThat(events.at("/0/eventCategory").asString()).isEqualTo("INVOICE");
    assertThat(events.at("/0/eventType").asString()).isEqualTo("UPDATE");
  }

  @Test
  void sequencesRunOnFromDeliveryToDelivery() throws Exception {
    contact("One");
    assertThat(receiver.next().json().path("lastEventSequence").asInt()).isEqualTo(1);
    xero.put("Contacts", "{'Contacts':[{'Name':'Two'},{'Name':'Three'}]}");
    JsonNode second = receiver.next().json();
    assertThat(second.path("firstEventSequence").asInt()).isEqualTo(2);
    assertThat(second.path("lastEventSequence").asInt()).isEqualTo(3);
  }

  @Test
  void eachOfManyEditsIsToldOf() throws Exception {
    String ada = contact("Ada Byron");
    receiver.next();
    String bo = contact("Bo Yew");
    receiver.next();
    xero.control(
        "POST", "organisations/" + Xero.AU + "/touch?collection=Contacts&count=2&times=5&seed=3");
    List<String> told = events(10).stream().map(it -> it.path("resourceId").asString()).toList();
    assertThat(told).hasSize(10).containsOnly(ada, bo);
    assertThat(told.stream().filter(ada::equals)).hasSize(5);
  }

  @Test
  void archivingArrivesAsAnUpdate() throws Exception {
    String id = contact("Ada Byron");
    receiver.next();
    xero.control("POST", "organisations/" + Xero.AU + "/contacts/" + id + "/archive");
    assertThat(receiver.next().json().at("/events/0/eventType").asString()).isEqualTo("UPDATE");
  }

  @Test
  void theBodyIsSpacedAsXeros() throws Exception {
    String id = contact("Ada Byron");
    assertThat(receiver.next().body())
        .matches(
            """
            \\{"events":\\[\\{
              "resourceUrl": "http://localhost:\\d+/api.xro/2.0/Contacts/ID",
              "resourceId": "ID",
              "eventDateUtc": "[^"]+",
              "eventType": "CREATE",
              "eventCategory": "CONTACT",
              "tenantId": "%s",
              "tenantType": "ORGANISATION"
            \\}\\],"firstEventSequence": 1,"lastEventSequence": 1, "entropy": "[A-Z]{20}"\\}"""
                .formatted(Xero.AU)
                .replace("ID\"", id + "\""));
  }

  @Test
  void aDeliveryIsAPostOfJson() throws Exception {
    contact("Ada Byron");
    var headers = receiver.next().headers();
    assertThat(headers.get("Content-type")).containsExactly("application/json; charset=utf-8");
    assertThat(headers.get("Accept")).containsExactly("*/*");
  }

  @Test
  void aCreditNoteTellsItsTypeAndStatus() throws Exception {
    contact("Ada Byron");
    events(1);
    JsonNode note =
        xero.put(
                "CreditNotes",
                "{'Type':'ACCRECCREDIT','Contact':{'Name':'Ada Byron'},'Status':'AUTHORISED',"
                    + "'Date':'2026-11-03','LineItems':[{'Description':'Sorry','Quantity':1,"
                    + "'UnitAmount':10,'AccountCode':'200'}]}")
            .json()
            .at("/CreditNotes/0");
    JsonNode event = events(1).getFirst();
    assertThat(event.path("eventCategory").asString()).isEqualTo("CREDITNOTE");
    assertThat(event.path("eventType").asString()).isEqualTo("CREATE");
    assertThat(event.path("resourceUrl").asString())
        .endsWith("/api.xro/2.0/CreditNotes/" + note.path("CreditNoteID").asString());
    assertThat(event.path("data").toString())
        .isEqualTo("{\"Type\":\"ACCRECCREDIT\",\"Status\":\"AUTHORISED\"}");
  }

  @Test
  void allocatingACreditNoteTellsOfItAndOfTheInvoice() throws Exception {
    JsonNode invoice = invoice("W-1", "100");
    String note =
        xero.put(
                "CreditNotes",
                "{'Type':'ACCRECCREDIT','Contact':{'Name':'Ada Byron'},'Status':'AUTHORISED',"
                    + "'Date':'2026-11-03','LineItems':[{'Description':'Sorry','Quantity':1,"
                    + "'UnitAmount':10,'AccountCode':'200'}]}")
            .json()
            .at("/CreditNotes/0/CreditNoteID")
            .asString();
    events(3);
    var reply =
        xero.put(
            "CreditNotes/" + note + "/Allocations",
            "{'Amount':11,'Date':'2026-11-03','Invoice':{'InvoiceID':'%s'}}"
                .formatted(invoice.path("InvoiceID").asString()));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    List<JsonNode> told = events(2);
    assertThat(categories(told)).containsExactlyInAnyOrder("CREDITNOTE UPDATE", "INVOICE UPDATE");
    assertThat(told)
        .anySatisfy(event -> assertThat(event.at("/data/Status").asString()).isEqualTo("PAID"));
  }

  @Test
  void anOverpaymentTellsItsTypeStatusAndMoment() throws Exception {
    xero.connect(Xero.SCOPES + " accounting.banktransactions", Xero.AU);
    receive("OVERPAYMENT", "NoTax");
    assertData(events(2), "OVERPAYMENT", "Overpayments", "RECEIVE-OVERPAYMENT");
  }

  @Test
  void aPrepaymentTellsItsTypeStatusAndMoment() throws Exception {
    xero.connect(Xero.SCOPES + " accounting.banktransactions", Xero.AU);
    receive("PREPAYMENT", "Exclusive");
    assertData(events(2), "PREPAYMENT", "Prepayments", "RECEIVE-PREPAYMENT");
  }

  private void receive(String what, String lineAmounts) {
    var reply =
        xero.put(
            "BankTransactions",
            "{'Type':'RECEIVE-%s','Contact':{'Name':'Ada Byron'},'BankAccount':{'Code':'090'},"
                    .formatted(what)
                + "'Date':'2026-11-03','LineAmountTypes':'%s','LineItems':[{'Description':'x',"
                    .formatted(lineAmounts)
                + "'Quantity':1,'UnitAmount':50,'AccountCode':'200'}]}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private static void assertData(
      List<JsonNode> events, String category, String collection, String type) {
    JsonNode event =
        events.stream()
            .filter(each -> each.path("eventCategory").asString().equals(category))
            .findFirst()
            .orElseThrow();
    assertThat(event.propertyNames())
        .containsExactly(
            "resourceUrl",
            "resourceId",
            "tenantId",
            "tenantType",
            "eventCategory",
            "eventType",
            "eventDateUtc",
            "data");
    assertThat(event.path("resourceUrl").asString()).contains("/api.xro/2.0/" + collection + "/");
    assertThat(event.path("data").propertyNames())
        .containsExactly("Type", "Status", "UpdatedDateUTCString");
    assertThat(event.at("/data/Type").asString()).isEqualTo(type);
    assertThat(event.at("/data/Status").asString()).isEqualTo("AUTHORISED");
    assertThat(event.at("/data/UpdatedDateUTCString").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  @Test
  void anAppStoreSubscriptionIsAboutTheAppItself() throws Exception {
    JsonNode bought = xero.control("POST", "webhooks/subscription").json();
    JsonNode event = events(1).getFirst();
    assertThat(event.path("eventCategory").asString()).isEqualTo("SUBSCRIPTION");
    assertThat(event.path("eventType").asString()).isEqualTo("CREATE");
    assertThat(event.path("tenantType").asString()).isEqualTo("APPLICATION");
    assertThat(event.path("tenantId").asString())
        .isEqualTo(bought.path("applicationId").asString());
    assertThat(event.path("resourceUrl").asString())
        .endsWith("/appstore/2.0/subscriptions/" + bought.path("id").asString());
    xero.control("POST", "webhooks/subscription?type=UPDATE&id=" + bought.path("id").asString());
    assertThat(events(1).getFirst().path("eventType").asString()).isEqualTo("UPDATE");
  }

  @Test
  void paymentsTellOfThemselvesOnlyOnceTheirCategoryExists() throws Exception {
    assertThat(register(receiver, "&categories=PAYMENT").status()).isEqualTo(400);
    xero.control("POST", "switches?name=payment-webhooks&on=on");
    assertThat(register(receiver, "&categories=PAYMENT").status()).isEqualTo(200);
    JsonNode invoice = invoice("W-1", "100");
    pay(invoice.path("InvoiceID").asString(), "110");
    JsonNode event = events(1).getFirst();
    assertThat(event.path("eventCategory").asString()).isEqualTo("PAYMENT");
    assertThat(event.at("/data/Type").asString()).isEqualTo("ACCRECPAYMENT");
    assertThat(receiver.none()).isNull();
  }

  @Test
  void aWebhookHearsOfItsCategoriesOnly() throws Exception {
    register(receiver, "&categories=INVOICE");
    invoice("W-1", "100");
    assertThat(categories(events(1))).containsExactly("INVOICE CREATE");
    assertThat(receiver.none()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"&categories=JOURNAL", "&app=nobody", "&categories=CONTACT,ITEM"})
  void aWebhookOfWhatIsNotThereIsRefused(String choice) {
    var reply = register(receiver, choice);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receiver",
        "/hooks",
        "ftp://localhost/x",
        "http://",
        "http://a/#b",
        "http://a b/"
      })
  void whatIsNoAddressCannotBeRegistered(String address) {
    String wanted = Xero.encode(address);
    assertThat(xero.control("POST", "webhooks?key=k&url=" + wanted).status()).isEqualTo(400);
    String move = "webhooks/url?url=" + Xero.encode(receiver.url()) + "&to=" + wanted;
    var refused = xero.control("POST", move);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asString()).contains("https://");
    assertThat(xero.control("GET", "webhooks").json()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lose=-1", "duplicate=99999999999", "delayMs=99999999999", "reorder=-2"})
  void mischiefHasReasonableNumbers(String wanted) {
    assertThat(xero.control("POST", "webhooks/mischief?" + wanted).status()).isEqualTo(400);
  }

  @Test
  void severalWebhooksOfAnAppEachCountTheirOwnEvents() throws Exception {
    try (Receiver contacts = new Receiver()) {
      contact("First");
      receiver.next();
      register(contacts, "&categories=CONTACT");
      contact("Second");
      assertThat(receiver.next().json().path("firstEventSequence").asInt()).isEqualTo(2);
      assertThat(contacts.next().json().path("firstEventSequence").asInt()).isEqualTo(1);
    }
  }

  @Test
  void anAppHearsOfTheOrganisationsItIsConnectedToOnly() throws Exception {
    xero.control("POST", "organisations/" + Xero.NZ + "/contacts", "{'Name':'Unheard'}");
    assertThat(receiver.none()).isNull();
    xero.connect(Xero.SCOPES, Xero.NZ);
    xero.control("POST", "organisations/" + Xero.NZ + "/contacts", "{'Name':'Heard'}");
    assertThat(events(1).getFirst().path("tenantId").asString()).isEqualTo(Xero.NZ);
    xero.control("POST", "apps/client/organisations/" + Xero.NZ + "/disconnect");
    xero.control("POST", "organisations/" + Xero.NZ + "/contacts", "{'Name':'Gone'}");
    assertThat(receiver.none()).isNull();
    xero.control("POST", "apps/client/revoke");
    xero.control("POST", "organisations/" + Xero.AU + "/contacts", "{'Name':'Gone, too'}");
    assertThat(receiver.none()).isNull();
  }

  @Test
  void aCustomConnectionHearsOfItsOrganisation() throws Exception {
    try (Receiver custom = new Receiver()) {
      register(custom, "&app=custom");
      xero.control("POST", "organisations/" + Xero.NZ + "/contacts", "{'Name':'Kauri'}");
      assertThat(custom.next().json().at("/events/0/tenantId").asString()).isEqualTo(Xero.NZ);
      assertThat(receiver.none()).isNull();
    }
  }

  @Test
  void eventsOfSeveralOrganisationsShareASequenceAndADelivery() throws Exception {
    xero.connect(Xero.SCOPES, Xero.AU + "," + Xero.NZ);
    whileAway(
        () -> {
          contact("Here");
          xero.tenant(Xero.NZ).put("Contacts", "{'Name':'There'}");
        });
    JsonNode delivery = receiver.next().json();
    assertThat(delivery.path("events")).hasSize(2);
    assertThat(delivery.path("lastEventSequence").asInt()).isEqualTo(2);
  }

  @Test
  void eachOrganisationMayHaveASequenceOfItsOwn() throws Exception {
    xero.control("POST", "switches?name=webhook-sequence-per-tenant&on=on");
    xero.connect(Xero.SCOPES, Xero.AU + "," + Xero.NZ);
    whileAway(
        () -> {
          contact("Here");
          xero.tenant(Xero.NZ).put("Contacts", "{'Name':'There'}");
        });
    for (String tenant : List.of(Xero.AU, Xero.NZ)) {
      JsonNode delivery = receiver.next().json();
      assertThat(delivery.at("/events/0/tenantId").asString()).isEqualTo(tenant);
      assertThat(delivery.path("firstEventSequence").asInt()).isEqualTo(1);
    }
  }

  /** What happens while the receiver is away comes in one go when it is back. */
  private void whileAway(Runnable work) throws InterruptedException {
    receiver.goodStatus = 503;
    work.run();
    receiver.next();
    receiver.next();
    receiver.goodStatus = 200;
    xero.control("POST", "webhooks/retry");
  }

  @Test
  void voidingAndDeletingArriveAsUpdates() throws Exception {
    JsonNode invoice = invoice("W-1", "100");
    events(2);
    xero.post(
        "Invoices/" + invoice.path("InvoiceID").asString(),
        "{'InvoiceNumber':'W-1','Status':'VOIDED'}");
    assertThat(categories(events(1))).containsExactly("INVOICE UPDATE");
  }

  @Test
  void mergingContactsTellsOfTheOneThatIsArchived() throws Exception {
    String from = contact("Ada B.");
    String into = contact("Ada Byron");
    events(2);
    xero.control("POST", "organisations/" + Xero.AU + "/contacts/" + from + "/merge?into=" + into);
    List<JsonNode> told = events(1);
    assertThat(told)
        .anySatisfy(
            event -> {
              assertThat(event.path("resourceId").asString()).isEqualTo(from);
              assertThat(event.path("eventType").asString()).isEqualTo("UPDATE");
            });
  }

  @Test
  void whatIsNotTheBooksBusinessFiresNothing() throws Exception {
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-01-31");
    xero.control("POST", "organisations/" + Xero.AU + "/demo?is=false");
    assertThat(receiver.none()).isNull();
  }

  @Test
  void aSettledPaymentMayBeKeptFromTheInvoicesEvents() throws Exception {
    xero.control("POST", "switches?name=payment-fires-invoice-event&on=off");
    JsonNode invoice = invoice("W-1", "100");
    events(2);
    pay(invoice.path("InvoiceID").asString(), "110");
    assertThat(receiver.none()).isNull();
  }
}
