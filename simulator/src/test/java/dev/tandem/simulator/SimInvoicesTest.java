package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: invoices. */
class SimInvoicesTest extends SimulatorTest {
  private String draft(String fields) {
    return "{'Type':'ACCREC','Contact':{'Name':'Ada Byron'}" + fields + "}";
  }

  private Xero.Reply change(JsonNode invoice, String fields) {
    return xero.post("Invoices/" + invoice.path("InvoiceID").asString(), "{" + fields + "}");
  }

  @Test
  void taxIsRoundedPerLineAsInTheOfficialSample() {
    xero.connect(Xero.SCOPES, Xero.NZ);
    Xero nz = xero.tenant(Xero.NZ);
    JsonNode invoice =
        nz.put(
                "Invoices",
                draft(
                    """
                    ,'LineAmountTypes':'Exclusive','LineItems':[
                    {'Description':'a','Quantity':1,'UnitAmount':25.06,'AccountCode':'200'},
                    {'Description':'b','Quantity':1,'UnitAmount':25.61,'AccountCode':'200'},
                    {'Description':'c','Quantity':1,'UnitAmount':25.63,'AccountCode':'200'}]
                    """))
            .json()
            .at("/Invoices/0");
    assertThat(invoice.at("/LineItems/0/TaxAmount").decimalValue()).isEqualByComparingTo("3.76");
    assertThat(invoice.at("/LineItems/1/TaxAmount").decimalValue()).isEqualByComparingTo("3.84");
    assertThat(invoice.at("/LineItems/2/TaxAmount").decimalValue()).isEqualByComparingTo("3.84");
    assertThat(invoice.path("TotalTax").decimalValue()).isEqualByComparingTo("11.44");
    assertThat(invoice.path("Total").decimalValue()).isEqualByComparingTo("87.74");
  }

  @Test
  void inclusiveAmountsContainTheirTaxAndNoTaxHasNone() {
    String line =
        ",'LineItems':[{'Description':'a','Quantity':1,'UnitAmount':110,'AccountCode':'200'}]";
    JsonNode inclusive =
        xero.put("Invoices", draft(",'LineAmountTypes':'Inclusive'" + line))
            .json()
            .at("/Invoices/0");
    assertThat(inclusive.path("Total").decimalValue()).isEqualByComparingTo("110");
    assertThat(inclusive.path("TotalTax").decimalValue()).isEqualByComparingTo("10");
    assertThat(inclusive.path("SubTotal").decimalValue()).isEqualByComparingTo("100");
    JsonNode none =
        xero.put("Invoices", draft(",'LineAmountTypes':'NoTax'" + line)).json().at("/Invoices/0");
    assertThat(none.path("TotalTax").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void unitAmountsAreRoundedToTwoPlacesUnlessUnitdpIs4() {
    String body =
        draft(
            ",'LineItems':[{'Description':'a','Quantity':3,'UnitAmount':1.23456,'AccountCode':'200'}]");
    JsonNode two = xero.put("Invoices", body).json().at("/Invoices/0");
    assertThat(two.at("/LineItems/0/UnitAmount").decimalValue()).isEqualByComparingTo("1.23");
    assertThat(two.at("/LineItems/0/LineAmount").decimalValue()).isEqualByComparingTo("3.69");
    JsonNode four = xero.put("Invoices?unitdp=4", body).json().at("/Invoices/0");
    assertThat(four.at("/LineItems/0/UnitAmount").decimalValue()).isEqualByComparingTo("1.2346");
    assertThat(four.at("/LineItems/0/LineAmount").decimalValue()).isEqualByComparingTo("3.70");
    JsonNode read = read(four.path("InvoiceID").asString());
    assertThat(read.at("/LineItems/0/UnitAmount").decimalValue()).isEqualByComparingTo("1.23");
  }

  @Test
  void aDiscountLowersTheLine() {
    JsonNode invoice =
        xero.put(
                "Invoices",
                draft(
                    ",'LineItems':[{'Description':'a','Quantity':2,'UnitAmount':50,'DiscountRate':10,'AccountCode':'200'}]"))
            .json()
            .at("/Invoices/0");
    assertThat(invoice.at("/LineItems/0/LineAmount").decimalValue()).isEqualByComparingTo("90");
    assertThat(invoice.path("TotalDiscount").decimalValue()).isEqualByComparingTo("10");
  }

  @Test
  void totalsThatDoNotAddUpAreRefused() {
    String line =
        "'LineItems':[{'Description':'a','Quantity':1,'UnitAmount':100,'AccountCode':'200'}]";
    assertThat(xero.put("Invoices", draft(",'Total':111," + line)).body())
        .contains("The invoice total does not equal the sum of the lines.");
    assertThat(
            xero.put(
                    "Invoices",
                    draft("," + line.replace("'AccountCode'", "'LineAmount':99,'AccountCode'")))
                .status())
        .isEqualTo(400);
    assertThat(xero.put("Invoices", draft(",'Total':110.00," + line)).status()).isEqualTo(200);
  }

  @Test
  void aDraftMayBeIncompleteAnApprovedInvoiceMayNot() {
    assertThat(xero.put("Invoices", draft("")).status()).isEqualTo(200);
    var refused =
        xero.put(
            "Invoices",
            draft(
                ",'Status':'AUTHORISED','DueDate':'2026-12-01','LineItems':[{'Description':'a','Quantity':1,'UnitAmount':1}]"));
    assertThat(refused.body()).contains("Account code or ID must be specified");
    assertThat(
            xero.put("Invoices", invoiceBody("D-1", "1").replace("'DueDate':'2026-11-16',", ""))
                .body())
        .contains("Due Date cannot be empty");
  }

  @Test
  void bankSystemAndUnknownAccountsAreRefusedOnLines() {
    for (String code : new String[] {"090", "610", "820", "999"}) {
      var refused =
          xero.put("Invoices", invoiceBody("A-" + code, "1").replace("'200'", "'" + code + "'"));
      assertThat(refused.body()).as(code).contains("is not a valid code for this document");
    }
  }

  @Test
  void linesWithoutTaxTakeTheAccountsTaxTypeWhenTheDocumentIsTaxedAgain() {
    String id = invoice("T-1", "100").path("InvoiceID").asString();
    xero.post("Invoices/" + id, "{'LineAmountTypes':'NoTax'}");
    assertThat(read(id).at("/LineItems/0/TaxType").asString()).isEqualTo("NONE");
    xero.post("Invoices/" + id, "{'LineAmountTypes':'Exclusive'}");
    assertThat(read(id).at("/LineItems/0/TaxType").asString()).isEqualTo("OUTPUT");
    assertThat(read(id).path("TotalTax").decimalValue()).isEqualByComparingTo("10");
  }

  @Test
  void theTaxTypeComesFromTheAccountAndMustSuitIt() {
    JsonNode invoice = invoice("T-1", "100");
    assertThat(invoice.at("/LineItems/0/TaxType").asString()).isEqualTo("OUTPUT");
    var refused =
        xero.put(
            "Invoices",
            invoiceBody("T-2", "1").replace("'AccountCode'", "'TaxType':'INPUT','AccountCode'"));
    assertThat(refused.body())
        .contains("The TaxType code 'INPUT' cannot be used with account code '200'");
    assertThat(
            xero.put(
                    "Invoices",
                    invoiceBody("T-3", "1")
                        .replace("'AccountCode'", "'TaxType':'NOPE','AccountCode'"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void salesNumbersAreUniqueAndMadeUpWhenAbsent() {
    invoice("N-1", "10");
    assertThat(xero.put("Invoices", invoiceBody("N-1", "10")).body())
        .contains("Invoice # must be unique.");
    JsonNode first = xero.put("Invoices", draft("")).json().at("/Invoices/0");
    JsonNode second = xero.put("Invoices", draft("")).json().at("/Invoices/0");
    assertThat(first.path("InvoiceNumber").asString()).isEqualTo("INV-0001");
    assertThat(second.path("InvoiceNumber").asString()).isEqualTo("INV-0002");
  }

  @Test
  void postWithAnExistingNumberEditsThatInvoiceAndDeletedNumbersAreNotReused() {
    JsonNode invoice =
        xero.put("Invoices", draft(",'InvoiceNumber':'N-1'")).json().at("/Invoices/0");
    JsonNode edited =
        xero.post("Invoices", draft(",'InvoiceNumber':'N-1','Reference':'x'"))
            .json()
            .at("/Invoices/0");
    assertThat(edited.path("InvoiceID").asString()).isEqualTo(invoice.path("InvoiceID").asString());
    change(invoice, "'Status':'DELETED'");
    assertThat(xero.post("Invoices", draft(",'InvoiceNumber':'N-1'")).body())
        .contains("Invoice not of valid status for modification");
    assertThat(xero.put("Invoices", draft(",'InvoiceNumber':'N-1'")).body())
        .contains("Invoice # must be unique.");
  }

  @Test
  void theStatusFollowsItsMachine() {
    JsonNode approved = invoice("S-1", "10");
    assertThat(change(approved, "'Status':'DRAFT'").body()).contains("not of valid status");
    assertThat(change(approved, "'Status':'DELETED'").body()).contains("not of valid status");
    assertThat(change(approved, "'Status':'VOIDED'").status()).isEqualTo(200);
    assertThat(change(approved, "'Reference':'x'").body()).contains("not of valid status");

    JsonNode draft = xero.put("Invoices", draft("")).json().at("/Invoices/0");
    assertThat(change(draft, "'Status':'VOIDED'").status()).isEqualTo(400);
    assertThat(change(draft, "'Status':'DELETED'").status()).isEqualTo(200);
    assertThat(xero.put("Invoices", invoiceBody("S-2", "1").replace("AUTHORISED", "PAID")).status())
        .isEqualTo(400);
  }

  @Test
  void linesAreMatchedByTheirIds() {
    JsonNode invoice =
        xero.put(
                "Invoices",
                draft(
                    """
                    ,'LineItems':[{'Description':'keep','Quantity':1,'UnitAmount':10,'AccountCode':'200'},
                    {'Description':'drop','Quantity':1,'UnitAmount':20,'AccountCode':'200'}]
                    """))
            .json()
            .at("/Invoices/0");
    String kept = invoice.at("/LineItems/0/LineItemID").asString();
    JsonNode changed =
        change(
                invoice,
                "'LineItems':[{'LineItemID':'"
                    + kept
                    + "','Description':'kept'},{'Description':'new','Quantity':1,'UnitAmount':5,'AccountCode':'200'}]")
            .json()
            .at("/Invoices/0");
    assertThat(changed.path("LineItems")).hasSize(2);
    assertThat(changed.at("/LineItems/0/LineItemID").asString()).isEqualTo(kept);
    assertThat(changed.at("/LineItems/0/UnitAmount").decimalValue()).isEqualByComparingTo("10");
    assertThat(changed.path("SubTotal").decimalValue()).isEqualByComparingTo("15");

    JsonNode replaced =
        change(
                invoice,
                "'LineItems':[{'Description':'only','Quantity':1,'UnitAmount':7,'AccountCode':'200'}]")
            .json()
            .at("/Invoices/0");
    assertThat(replaced.path("LineItems")).hasSize(1);
    assertThat(replaced.at("/LineItems/0/LineItemID").asString()).isNotEqualTo(kept);
    assertThat(change(invoice, "'Reference':'r'").json().at("/Invoices/0/LineItems")).hasSize(1);
  }

  @Test
  void aPartPaidInvoiceKeepsItsMoneyButMayChangeItsReferenceAndDueDate() {
    JsonNode invoice = invoice("P-1", "100");
    pay(invoice.path("InvoiceID").asString(), "10");
    assertThat(
            change(
                    invoice,
                    "'LineItems':[{'Description':'x','Quantity':1,'UnitAmount':90,'AccountCode':'200'}]")
                .body())
        .contains("cannot be edited as it has a payment");
    assertThat(change(invoice, "'Status':'VOIDED'").body()).contains("has a payment");
    assertThat(change(invoice, "'Reference':'late'").status()).isEqualTo(200);
    String before = read(invoice.path("InvoiceID").asString()).path("UpdatedDateUTC").asString();
    simulator.advance(java.time.Duration.ofSeconds(2));
    JsonNode moved = change(invoice, "'DueDate':'2026-12-24'").json().at("/Invoices/0");
    assertThat(moved.path("DueDateString").asString()).isEqualTo("2026-12-24T00:00:00");
    assertThat(moved.path("UpdatedDateUTC").asString()).isEqualTo(before);
  }

  @Test
  void aLockedPeriodRefusesItsDocuments() {
    JsonNode invoice = invoice("L-1", "10");
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-11-10");
    assertThat(xero.put("Invoices", invoiceBody("L-2", "10")).body())
        .contains("The document date cannot be before the period lock date");
    assertThat(change(invoice, "'Reference':'x'").status()).isEqualTo(400);
    assertThat(xero.get("Organisation").json().at("/Organisations/0/PeriodLockDate").asString())
        .startsWith("/Date(");
  }

  @Test
  void datesComeInThreeFormsAndLeaveInTwo() {
    for (String date :
        new String[] {"2026-11-02", "2026-11-02T00:00:00.000Z", "/Date(1793577600000+0000)/"}) {
      JsonNode invoice =
          xero.put("Invoices", draft(",'Date':'" + date + "'")).json().at("/Invoices/0");
      assertThat(invoice.path("Date").asString()).isEqualTo("/Date(1793577600000+0000)/");
      assertThat(invoice.path("DateString").asString()).isEqualTo("2026-11-02T00:00:00");
    }
    var refused = xero.put("Invoices", draft(",'Date':'soon'"));
    assertThat(refused.json().path("Type").asString()).isEqualTo("PostDataInvalidException");
  }

  @Test
  void aForeignCurrencyIsRefusedUnlessSubscribed() {
    assertThat(xero.put("Invoices", draft(",'CurrencyCode':'EUR'")).body())
        .contains("Organisation is not subscribed to currency EUR");
  }

  @Test
  void onlyApprovedInvoicesAreMarkedAsSent() {
    JsonNode invoice =
        xero.put("Invoices?summarizeErrors=false", draft(",'SentToContact':true"))
            .json()
            .at("/Invoices/0");
    assertThat(invoice.path("StatusAttributeString").asString()).isEqualTo("WARNING");
    assertThat(invoice.at("/Warnings/0/Message").asString())
        .isEqualTo("Only AUTHORISED invoices may have SentToContact updated.");
  }

  @Test
  void namingAContactLeavesItAloneAndSayingMoreChangesIt() {
    String id = contact("Ada Byron");
    String before = xero.get("Contacts/" + id).json().at("/Contacts/0/UpdatedDateUTC").asString();
    simulator.advance(java.time.Duration.ofSeconds(2));
    xero.put("Invoices", draft(""));
    assertThat(xero.get("Contacts/" + id).json().at("/Contacts/0/UpdatedDateUTC").asString())
        .isEqualTo(before);
    xero.put("Invoices", draft("").replace("'Ada Byron'", "'Ada Byron','FirstName':'Ada'"));
    assertThat(xero.get("Contacts/" + id).json().at("/Contacts/0/FirstName").asString())
        .isEqualTo("Ada");
  }

  @Test
  void aLineKnowsItsTrackingByNameOrById() {
    JsonNode region = xero.get("TrackingCategories").json().at("/TrackingCategories/0");
    assertThat(region.path("Name").asString()).isEqualTo("Region");
    JsonNode north = region.at("/Options/1");
    String byName = "{'Name':'region','Option':'north'}";
    String byId =
        "{'TrackingCategoryID':'%s','TrackingOptionID':'%s'}"
            .formatted(
                region.path("TrackingCategoryID").asString(),
                north.path("TrackingOptionID").asString());
    for (String sent : new String[] {byName, byId}) {
      JsonNode line =
          xero.put(
                  "Invoices",
                  "{'Type':'ACCREC','Contact':{'Name':'Tracked'},'LineItems':[{'Description':'x','Quantity':1,"
                      + "'UnitAmount':10,'AccountCode':'200','Tracking':["
                      + sent
                      + "]}]}")
              .json()
              .at("/Invoices/0/LineItems/0/Tracking/0");
      assertThat(line.path("Name").asString()).isEqualTo("Region");
      assertThat(line.path("Option").asString()).isEqualTo("North");
      assertThat(line.path("TrackingOptionID")).isEqualTo(north.path("TrackingOptionID"));
    }
  }

  @Test
  void aVoidedInvoiceOwesNothing() {
    JsonNode invoice = invoice("V-1", "100");
    JsonNode voided = change(invoice, "'Status':'VOIDED'").json().at("/Invoices/0");
    assertThat(voided.path("AmountDue").decimalValue()).isEqualByComparingTo("0");
    assertThat(voided.path("Total").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void aPaidInvoiceMayStillChangeItsWordsButNotItsMoney() {
    JsonNode invoice = invoice("W-1", "100");
    pay(invoice.path("InvoiceID").asString(), "110");
    String line = invoice.at("/LineItems/0/LineItemID").asString();
    JsonNode changed =
        change(
                invoice,
                "'InvoiceNumber':'W-2','Url':'https://example.com/w','LineItems':[{'LineItemID':'"
                    + line
                    + "','Description':'Other words','AccountCode':'201'}]")
            .json()
            .at("/Invoices/0");
    assertThat(changed.path("InvoiceNumber").asString()).isEqualTo("W-2");
    assertThat(changed.path("Status").asString()).isEqualTo("PAID");
    assertThat(changed.at("/LineItems/0/AccountCode").asString()).isEqualTo("201");
    assertThat(change(invoice, "'Date':'2026-11-03'").body()).contains("has a payment");
  }

  @Test
  void aPaidBillMayChangeItsPlannedPaymentDate() {
    JsonNode bill =
        xero.put(
                "Invoices",
                invoiceBody("B-1", "100").replace("ACCREC", "ACCPAY").replace("'200'", "'400'"))
            .json()
            .at("/Invoices/0");
    pay(bill.path("InvoiceID").asString(), "10");
    assertThat(change(bill, "'PlannedPaymentDate':'2026-12-01'").status()).isEqualTo(200);
  }

  @Test
  void aBillsNumberNeedNotBeUniqueAndItHasNoReference() {
    String bill =
        "{'Type':'ACCPAY','Contact':{'Name':'Ada Byron'},'InvoiceNumber':'7','Reference':'r'}";
    JsonNode first = xero.put("Invoices", bill).json().at("/Invoices/0");
    JsonNode second = xero.post("Invoices", bill).json().at("/Invoices/0");
    assertThat(second.path("InvoiceID")).isNotEqualTo(first.path("InvoiceID"));
    assertThat(first.path("Reference").asString()).isEmpty();
  }

  @Test
  void aTypeThatXeroDoesNotKnowMakesTheBodyUnreadable() {
    Xero.Reply unknown = xero.put("Invoices", "{'Type':'SALE','Contact':{'Name':'Ada Byron'}}");
    assertThat(unknown.json().path("ErrorNumber").asInt()).isEqualTo(14);
    Xero.Reply none = xero.put("Invoices", "{'Contact':{'Name':'Ada Byron'}}");
    assertThat(none.json().path("ErrorNumber").asInt()).isEqualTo(10);
  }

  @Test
  void noMoreIsApprovedThanThePlanAllows() {
    JsonNode starter = xero.control("POST", "organisations?country=AU&plan=STARTER").json();
    String tenant = starter.at("/0/tenantId").asString();
    xero.connect(Xero.SCOPES, tenant);
    Xero small = xero.tenant(tenant);
    String twenty =
        IntStream.rangeClosed(1, 20)
            .mapToObj(number -> invoiceBody("L-" + number, "10"))
            .collect(Collectors.joining(","));
    assertThat(small.put("Invoices", "{'Invoices':[" + twenty + "]}").status()).isEqualTo(200);
    assertThat(small.put("Invoices", invoiceBody("L-21", "10")).body())
        .contains("You have reached the limit of invoices you can approve");
    assertThat(small.put("Invoices", draft("")).status()).isEqualTo(200);
    simulator.advance(Duration.ofDays(31));
    xero.connect(Xero.SCOPES, tenant);
    assertThat(xero.tenant(tenant).put("Invoices", invoiceBody("L-21", "10")).status())
        .isEqualTo(200);
  }

  @Test
  void anInvoiceSentBackAsItWasReadLeavesItsContactAlone() {
    xero.put(
        "Contacts",
        "{'Name':'Ada Byron','EmailAddress':'ada@example.com','Phones':[{'PhoneType':'MOBILE',"
            + "'PhoneNumber':'0400'}],'Addresses':[{'AddressType':'POBOX','City':'Leeds'}],"
            + "'ContactPersons':[{'FirstName':'Bea','IncludeInEmails':true}]}");
    String id = invoice("B-1", "100").path("InvoiceID").asString();
    JsonNode whole = read(id);
    String contact = "Contacts/" + whole.at("/Contact/ContactID").asString();
    JsonNode before = xero.get(contact).json().at("/Contacts/0/UpdatedDateUTC");
    simulator.advance(Duration.ofSeconds(2));
    Xero.Reply back = xero.send("POST", "/api.xro/2.0/Invoices/" + id, whole.toString());
    assertThat(back.status()).as(back.body()).isEqualTo(200);
    assertThat(xero.get(contact).json().at("/Contacts/0/UpdatedDateUTC")).isEqualTo(before);
    xero.post("Invoices/" + id, "{'Contact':{'Name':'Ada Byron','FirstName':'Ada'}}");
    assertThat(xero.get(contact).json().at("/Contacts/0/UpdatedDateUTC")).isNotEqualTo(before);
  }

  @Test
  void theTypeOfAnInvoiceStays() {
    JsonNode sale = xero.put("Invoices", draft("")).json().at("/Invoices/0");
    assertThat(change(sale, "'Type':'ACCPAY'").status()).isEqualTo(400);
    assertThat(change(sale, "'Type':'ACCREC'").status()).isEqualTo(200);
  }

  @Test
  void anUnknownAccountIsTheOnlyComplaint() {
    Xero.Reply refused = xero.put("Invoices", invoiceBody("C-1", "1").replace("'200'", "'99999'"));
    assertThat(refused.json().at("/Elements/0/ValidationErrors")).hasSize(1);
  }

  @Test
  void anInvoiceOfNothingMayBeEditedAgain() {
    JsonNode free = invoice("F-1", "0");
    assertThat(free.path("Status").asString()).isEqualTo("PAID");
    JsonNode dear =
        change(
                free,
                "'LineItems':[{'Description':'x','Quantity':1,'UnitAmount':5,'AccountCode':'200'}]")
            .json()
            .at("/Invoices/0");
    assertThat(dear.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(dear.path("AmountDue").decimalValue()).isEqualByComparingTo("5.5");
  }

  @Test
  void anEmptyNumberLeavesTheNumberThereIs() {
    JsonNode sale = invoice("E-1", "1");
    assertThat(change(sale, "'InvoiceNumber':''").json().at("/Invoices/0/InvoiceNumber").asString())
        .isEqualTo("E-1");
  }

  @Test
  void aDraftOfAnArchivedContactIsNotApproved() {
    JsonNode draft =
        xero.put("Invoices", invoiceBody("R-1", "1").replace("AUTHORISED", "DRAFT"))
            .json()
            .at("/Invoices/0");
    xero.post(
        "Contacts/" + draft.at("/Contact/ContactID").asString(), "{'ContactStatus':'ARCHIVED'}");
    assertThat(change(draft, "'Status':'AUTHORISED'").body())
        .contains("The contact must be un-archived before creating new invoices");
  }
}
