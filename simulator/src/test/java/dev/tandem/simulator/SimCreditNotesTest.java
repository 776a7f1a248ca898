package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: credit notes and their allocations. */
class SimCreditNotesTest extends SimulatorTest {
  private static String body(String type, String status, String amount, String fields) {
    String account = type.equals("ACCRECCREDIT") ? "200" : "400";
    return ("{'Type':'%s','Status':'%s','Contact':{'Name':'Ada Byron'},'Date':'2026-11-03',"
            + "'LineItems':[{'Description':'back','Quantity':1,'UnitAmount':%s,"
            + "'AccountCode':'%s'}]%s}")
        .formatted(type, status, amount, account, fields);
  }

  /** An approved sales credit note of the amount, tax on top. */
  private JsonNode note(String amount) {
    return xero.put("CreditNotes", body("ACCRECCREDIT", "AUTHORISED", amount, ""))
        .json()
        .at("/CreditNotes/0");
  }

  private JsonNode readNote(String id) {
    return xero.get("CreditNotes/" + id).json().at("/CreditNotes/0");
  }

  private Xero.Reply allocate(JsonNode note, String invoiceId, String amount) {
    return xero.put(
        "CreditNotes/" + id(note) + "/Allocations",
        "{'Amount':" + amount + ",'Invoice':{'InvoiceID':'" + invoiceId + "'}}");
  }

  private static String id(JsonNode note) {
    return note.path("CreditNoteID").asString();
  }

  private static String message(Xero.Reply reply) {
    return reply.json().at("/Elements/0/ValidationErrors").toString();
  }

  @Test
  void aCreditNoteIsNumberedAndItsWholeTotalRemains() {
    JsonNode note = note("100");
    assertThat(note.path("CreditNoteNumber").asString()).isEqualTo("CN-0001");
    assertThat(note.path("Total").decimalValue()).isEqualByComparingTo("110");
    assertThat(note.path("RemainingCredit").decimalValue()).isEqualByComparingTo("110");
    assertThat(note.path("ID").asString()).isEqualTo(id(note));
    assertThat(note.path("Allocations")).isEmpty();
    assertThat(note.path("DateString").asString()).isEqualTo("2026-11-03T00:00:00");
    assertThat(note.at("/Contact/Name").asString()).isEqualTo("Ada Byron");
    assertThat(note.has("AmountDue")).isFalse();
  }

  @Test
  void aDraftOfASupplierCreditNeedsTypeAndContactOnly() {
    JsonNode draft =
        xero.post("CreditNotes", "{'Type':'ACCPAYCREDIT','Contact':{'Name':'Ada Byron'}}")
            .json()
            .at("/CreditNotes/0");
    assertThat(draft.path("Status").asString()).isEqualTo("DRAFT");
    assertThat(draft.path("CreditNoteNumber").asString()).isEmpty();
    assertThat(xero.put("CreditNotes", "{'Contact':{'Name':'Ada Byron'}}").status()).isEqualTo(400);
  }

  @Test
  void salesCreditNumbersAreUniqueAndThoseOfSuppliersNeedNotBe() {
    String number = ",'CreditNoteNumber':'C-1'";
    xero.put("CreditNotes", body("ACCRECCREDIT", "DRAFT", "1", number));
    assertThat(xero.put("CreditNotes", body("ACCRECCREDIT", "DRAFT", "1", number)).body())
        .contains("must be unique");
    for (int i = 0; i < 2; i++) {
      assertThat(xero.put("CreditNotes", body("ACCPAYCREDIT", "DRAFT", "1", number)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void postEditsTheCreditNoteThatHasTheIdOrTheNumber() {
    JsonNode note = xero.put("CreditNotes", body("ACCRECCREDIT", "DRAFT", "5", "")).json();
    String id = note.at("/CreditNotes/0/CreditNoteID").asString();
    JsonNode byNumber =
        xero.post(
                "CreditNotes", body("ACCRECCREDIT", "DRAFT", "7", ",'CreditNoteNumber':'CN-0001'"))
            .json()
            .at("/CreditNotes/0");
    assertThat(id(byNumber)).isEqualTo(id);
    assertThat(byNumber.path("SubTotal").decimalValue()).isEqualByComparingTo("7");
    JsonNode byPath = xero.post("CreditNotes/CN-0001", "{'Reference':'late'}").json();
    assertThat(byPath.at("/CreditNotes/0/Reference").asString()).isEqualTo("late");
    assertThat(
            xero.post("CreditNotes", "{'CreditNoteID':'" + Xero.AU + "','Reference':'x'}").body())
        .contains("An existing Credit Note with the specified CreditNoteID could not be found");
  }

  @Test
  void aCreditNoteKnowsNoDiscounts() {
    String discounted =
        body("ACCRECCREDIT", "DRAFT", "10", "")
            .replace("'Quantity'", "'DiscountRate':5,'Quantity'");
    assertThat(xero.put("CreditNotes", discounted).status()).isEqualTo(400);
    assertThat(xero.put("CreditNotes", discounted.replace(":5,", ":0,")).status()).isEqualTo(200);
  }

  @Test
  void anAllocationLowersWhatIsDueAndWhatRemains() {
    JsonNode note = note("100");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    JsonNode allocation = allocate(note, invoice, "60.50").json().at("/Allocations/0");
    assertThat(allocation.path("Amount").decimalValue()).isEqualByComparingTo("60.50");
    assertThat(allocation.at("/Invoice/InvoiceID").asString()).isEqualTo(invoice);
    assertThat(allocation.at("/CreditNote/CreditNoteID").asString()).isEqualTo(id(note));

    JsonNode credited = read(invoice);
    assertThat(credited.path("AmountCredited").decimalValue()).isEqualByComparingTo("60.50");
    assertThat(credited.path("AmountDue").decimalValue()).isEqualByComparingTo("49.50");
    assertThat(credited.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(credited.at("/CreditNotes/0/CreditNoteID").asString()).isEqualTo(id(note));
    assertThat(credited.at("/CreditNotes/0/AppliedAmount").decimalValue())
        .isEqualByComparingTo("60.50");

    JsonNode used = readNote(id(note));
    assertThat(used.path("RemainingCredit").decimalValue()).isEqualByComparingTo("49.50");
    assertThat(used.at("/Allocations/0/Invoice/InvoiceNumber").asString()).isEqualTo("A-1");
    assertThat(used.at("/Allocations/0/AllocationID")).isEqualTo(allocation.path("AllocationID"));
  }

  @Test
  void whatIsFullyCreditedIsPaidOnBothSides() {
    JsonNode note = note("100");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    allocate(note, invoice, "110");
    for (JsonNode paid : new JsonNode[] {read(invoice), readNote(id(note))}) {
      assertThat(paid.path("Status").asString()).isEqualTo("PAID");
      assertThat(paid.path("FullyPaidOnDate").asString()).startsWith("/Date(");
    }
  }

  @Test
  void aCreditAndAPaymentSettleAnInvoiceTogether() {
    JsonNode note = note("50");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    allocate(note, invoice, "55");
    pay(invoice, "55");
    JsonNode paid = read(invoice);
    assertThat(paid.path("Status").asString()).isEqualTo("PAID");
    assertThat(paid.path("AmountPaid").decimalValue()).isEqualByComparingTo("55");
    assertThat(paid.path("AmountCredited").decimalValue()).isEqualByComparingTo("55");
    assertThat(paid.path("AmountDue").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void aDeletedAllocationReopensBothSides() {
    JsonNode note = note("100");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    String allocation =
        allocate(note, invoice, "110").json().at("/Allocations/0/AllocationID").asString();
    Xero.Reply removed =
        xero.send(
            "DELETE", "/api.xro/2.0/CreditNotes/" + id(note) + "/Allocations/" + allocation, "");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json().path("IsDeleted").asBoolean()).isTrue();
    assertThat(removed.json().path("AllocationID").asString()).isEqualTo(allocation);
    JsonNode open = read(invoice);
    assertThat(open.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(open.path("AmountDue").decimalValue()).isEqualByComparingTo("110");
    assertThat(open.has("FullyPaidOnDate")).isFalse();
    assertThat(open.path("CreditNotes")).isEmpty();
    JsonNode left = readNote(id(note));
    assertThat(left.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(left.path("RemainingCredit").decimalValue()).isEqualByComparingTo("110");
    assertThat(left.path("Allocations")).isEmpty();
    assertThat(
            xero.send(
                    "DELETE",
                    "/api.xro/2.0/CreditNotes/" + id(note) + "/Allocations/" + allocation,
                    "")
                .status())
        .isEqualTo(404);
  }

  @Test
  void noMoreIsAllocatedThanIsDueOrRemains() {
    JsonNode note = note("100");
    String small = invoice("A-1", "10").path("InvoiceID").asString();
    assertThat(message(allocate(note, small, "12")))
        .contains("Credit Note cannot be allocated as amount is greater than amount outstanding");
    String large = invoice("A-2", "1000").path("InvoiceID").asString();
    assertThat(message(allocate(note, large, "110.01")))
        .contains("greater than the amount remaining");
    assertThat(allocate(note, large, "0").status()).isEqualTo(400);
    pay(small, "11");
    assertThat(message(allocate(note, small, "1")))
        .contains("The invoice you are trying to allocate to has already been paid off");
  }

  @Test
  void onlyApprovedDocumentsOfOneSideAndOneContactAreAllocated() {
    JsonNode draft =
        xero.put("CreditNotes", body("ACCRECCREDIT", "DRAFT", "10", ""))
            .json()
            .at("/CreditNotes/0");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    assertThat(allocate(draft, invoice, "5").status()).isEqualTo(400);
    String open =
        xero.put("Invoices", invoiceBody("A-2", "9").replace("AUTHORISED", "DRAFT"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    assertThat(message(allocate(note("10"), open, "5")))
        .contains("Only AUTHORISED invoices can have allocations applied to them");
    JsonNode supplier =
        xero.put("CreditNotes", body("ACCPAYCREDIT", "AUTHORISED", "10", ""))
            .json()
            .at("/CreditNotes/0");
    assertThat(message(allocate(supplier, invoice, "5"))).contains("incorrect invoice type");
    String other =
        xero.put("Invoices", invoiceBody("A-3", "9").replace("Ada Byron", "Grace Hopper"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    assertThat(allocate(note("10"), other, "5").status()).isEqualTo(400);
  }

  @Test
  void severalAllocationsOfOneCallStandOrFallTogether() {
    JsonNode note = note("100");
    String one = invoice("A-1", "10").path("InvoiceID").asString();
    String two = invoice("A-2", "10").path("InvoiceID").asString();
    String both =
        "{'Allocations':[{'Amount':11,'Invoice':{'InvoiceID':'%s'},'Date':'2026-11-04'},"
            + "{'Amount':%s,'Invoice':{'InvoiceID':'%s'},'Date':'2026-11-04'}]}";
    String path = "CreditNotes/" + id(note) + "/Allocations";
    assertThat(xero.put(path, both.formatted(one, "12", two)).status()).isEqualTo(400);
    assertThat(readNote(id(note)).path("RemainingCredit").decimalValue())
        .isEqualByComparingTo("110");
    assertThat(xero.put(path, both.formatted(one, "5", two)).json().path("Allocations")).hasSize(2);
    assertThat(readNote(id(note)).path("RemainingCredit").decimalValue())
        .isEqualByComparingTo("94");
  }

  @Test
  void allocationsSentWithANewCreditNoteArePassedOver() {
    String invoice = invoice("A-1", "10").path("InvoiceID").asString();
    JsonNode note =
        xero.put(
                "CreditNotes",
                body(
                    "ACCRECCREDIT",
                    "AUTHORISED",
                    "10",
                    ",'Allocations':[{'Amount':5,'Invoice':{'InvoiceID':'" + invoice + "'}}]"))
            .json()
            .at("/CreditNotes/0");
    assertThat(note.path("RemainingCredit").decimalValue()).isEqualByComparingTo("11");
    assertThat(note.path("Allocations")).isEmpty();
  }

  @Test
  void aCreditNoteIsVoidedOnlyWhileNothingIsAllocated() {
    JsonNode note = note("100");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    String allocation =
        allocate(note, invoice, "10").json().at("/Allocations/0/AllocationID").asString();
    assertThat(xero.post("CreditNotes/" + id(note), "{'Status':'VOIDED'}").status()).isEqualTo(400);
    assertThat(xero.post("Invoices/" + invoice, "{'Status':'VOIDED'}").status()).isEqualTo(400);
    xero.send("DELETE", "/api.xro/2.0/CreditNotes/" + id(note) + "/Allocations/" + allocation, "");
    JsonNode voided =
        xero.post("CreditNotes/" + id(note), "{'Status':'VOIDED'}").json().at("/CreditNotes/0");
    assertThat(voided.path("Status").asString()).isEqualTo("VOIDED");
    assertThat(xero.post("CreditNotes/" + id(note), "{'Reference':'x'}").body())
        .contains("not of valid status for modification");
  }

  @Test
  void theContactOfACreditedInvoiceStays() {
    JsonNode note = note("100");
    JsonNode invoice = invoice("A-1", "100");
    String path = "Invoices/" + invoice.path("InvoiceID").asString();
    pay(invoice.path("InvoiceID").asString(), "1");
    assertThat(xero.post(path, "{'Contact':{'Name':'Grace Hopper'}}").status()).isEqualTo(200);
    xero.post(path, "{'Contact':{'Name':'Ada Byron'}}");
    allocate(note, invoice.path("InvoiceID").asString(), "10");
    assertThat(xero.post(path, "{'Contact':{'Name':'Grace Hopper'}}").body())
        .contains("This document cannot be edited as it has a payment or credit note allocated");
  }

  @Test
  void anAllocationInALockedPeriodIsRefused() {
    JsonNode note = note("100");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    String allocation =
        allocate(note, invoice, "10").json().at("/Allocations/0/AllocationID").asString();
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-11-30");
    assertThat(message(allocate(note, invoice, "10"))).contains("period lock date");
    assertThat(
            xero.send(
                    "DELETE",
                    "/api.xro/2.0/CreditNotes/" + id(note) + "/Allocations/" + allocation,
                    "")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aCreditNoteInALockedPeriodIsNotVoided() {
    JsonNode note = note("100");
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-11-30");
    assertThat(xero.post("CreditNotes/" + id(note), "{'Status':'VOIDED'}").body())
        .contains("period lock date");
    assertThat(readNote(id(note)).path("Status").asString()).isEqualTo("AUTHORISED");
  }

  @Test
  void creditNotesAreListedWithLinesWhenPaged() {
    note("1");
    xero.put("CreditNotes", body("ACCPAYCREDIT", "DRAFT", "2", ""));
    assertThat(xero.get("CreditNotes").json().at("/CreditNotes/0/LineItems")).isEmpty();
    JsonNode page = xero.get("CreditNotes?page=1").json();
    assertThat(page.at("/pagination/itemCount").asInt()).isEqualTo(2);
    assertThat(page.at("/CreditNotes/0/LineItems")).hasSize(1);
    assertThat(
            xero.get("CreditNotes?where=" + Xero.encode("Type==\"ACCPAYCREDIT\""))
                .json()
                .path("CreditNotes"))
        .hasSize(1);
  }

  @Test
  void anAllocationMovesTheDatesOfBothDocuments() {
    JsonNode note = note("100");
    String invoice = invoice("A-1", "100").path("InvoiceID").asString();
    String before = read(invoice).path("UpdatedDateUTC").asString();
    String notesBefore = readNote(id(note)).path("UpdatedDateUTC").asString();
    simulator.advance(Duration.ofSeconds(2));
    allocate(note, invoice, "10");
    assertThat(read(invoice).path("UpdatedDateUTC").asString()).isNotEqualTo(before);
    assertThat(readNote(id(note)).path("UpdatedDateUTC").asString()).isNotEqualTo(notesBefore);
  }
}
