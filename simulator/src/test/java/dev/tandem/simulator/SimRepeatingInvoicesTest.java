package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: repeating invoices. */
class SimRepeatingInvoicesTest extends SimulatorTest {
  private JsonNode template(String status, String schedule) {
    String body =
        "{'Type':'ACCREC','Status':'%s','Contact':{'Name':'Ada Byron'},'Reference':'[Month]',"
            + "'Schedule':{%s},'LineItems':[{'Description':'Rent','Quantity':1,'UnitAmount':50,"
            + "'AccountCode':'200'}]}";
    return xero.put("RepeatingInvoices", body.formatted(status, schedule))
        .json()
        .at("/RepeatingInvoices/0");
  }

  private static String weekly(LocalDate start) {
    return "'Period':1,'Unit':'WEEKLY','DueDate':7,'DueDateType':'DAYSAFTERBILLDATE','StartDate':'"
        + start
        + "'";
  }

  /** A day as seen in Sydney. */
  private LocalDate inDays(int days) {
    Instant now = Instant.parse(xero.control("GET", "clock").json().path("now").asString());
    return LocalDate.ofInstant(now, ZoneId.of("Australia/Sydney")).plusDays(days);
  }

  private JsonNode invoices() {
    return xero.get("Invoices?page=1").json().path("Invoices");
  }

  private void days(int days) {
    simulator.advance(Duration.ofDays(days));
    xero = Xero.connected(simulator);
  }

  @Test
  void aTemplateShowsItsScheduleAndItsSums() {
    JsonNode template = template("AUTHORISED", weekly(inDays(3)));
    String id = template.path("RepeatingInvoiceID").asString();
    JsonNode read = xero.get("RepeatingInvoices/" + id).json().at("/RepeatingInvoices/0");
    assertThat(read.path("ID").asString()).isEqualTo(id);
    assertThat(read.at("/Schedule/Unit").asString()).isEqualTo("WEEKLY");
    assertThat(read.at("/Schedule/DueDate").asInt()).isEqualTo(7);
    assertThat(read.at("/Schedule/NextScheduledDate").asString()).startsWith("/Date(");
    assertThat(read.path("Total").decimalValue()).isEqualByComparingTo("55");
    assertThat(read.has("UpdatedDateUTC")).isFalse();
    assertThat(xero.get("RepeatingInvoices").json().path("RepeatingInvoices")).hasSize(1);
  }

  @Test
  void templatesAreFilteredAndOrdered() {
    template("DRAFT", weekly(inDays(3)));
    template("AUTHORISED", weekly(inDays(3)));
    String where = "RepeatingInvoices?where=" + Xero.encode("Status==\"DRAFT\"");
    assertThat(xero.get(where).json().path("RepeatingInvoices")).hasSize(1);
    assertThat(
            xero.get("RepeatingInvoices?order=Status")
                .json()
                .at("/RepeatingInvoices/0/Status")
                .asString())
        .isEqualTo("AUTHORISED");
  }

  @Test
  void anInvoiceAppearsByItselfOnItsDay() {
    JsonNode template = template("AUTHORISED", weekly(inDays(2)));
    days(1);
    assertThat(invoices()).isEmpty();
    days(1);
    JsonNode made = invoices().path(0);
    assertThat(made.path("RepeatingInvoiceID")).isEqualTo(template.path("RepeatingInvoiceID"));
    assertThat(made.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(made.path("DateString").asString()).isEqualTo(inDays(0) + "T00:00:00");
    assertThat(made.path("DueDateString").asString()).isEqualTo(inDays(7) + "T00:00:00");
    assertThat(made.path("AmountDue").decimalValue()).isEqualByComparingTo("55");
    assertThat(made.path("Reference").asString()).doesNotContain("[");
  }

  @Test
  void aDraftTemplateMakesDrafts() {
    template("DRAFT", weekly(inDays(1)));
    days(1);
    assertThat(invoices().at("/0/Status").asString()).isEqualTo("DRAFT");
  }

  @Test
  void everyPeriodThatPassedHasItsInvoice() {
    template("AUTHORISED", weekly(inDays(1)));
    days(15);
    assertThat(invoices()).hasSize(3);
    assertThat(invoices().valueStream().map(it -> it.path("InvoiceNumber").asString()).distinct())
        .hasSize(3);
  }

  @Test
  void nothingIsMadeAfterTheEndDate() {
    template("AUTHORISED", weekly(inDays(1)) + ",'EndDate':'" + inDays(9) + "'");
    days(30);
    assertThat(invoices()).hasSize(2);
  }

  @Test
  void aDeletedTemplateMakesNothing() {
    String id = template("AUTHORISED", weekly(inDays(1))).path("RepeatingInvoiceID").asString();
    assertThat(xero.post("RepeatingInvoices/" + id, "{'Status':'DELETED'}").status())
        .isEqualTo(200);
    days(3);
    assertThat(invoices()).isEmpty();
    assertThat(xero.post("RepeatingInvoices/" + id, "{'Reference':'x'}").status()).isEqualTo(400);
  }

  @Test
  void aMonthThatIsTooShortHasItsInvoiceOnItsLastDay() {
    template(
        "DRAFT",
        "'Period':1,'Unit':'MONTHLY','DueDate':31,'DueDateType':'OFCURRENTMONTH',"
            + "'StartDate':'2027-01-31'");
    LocalDate today = inDays(0);
    days((int) (LocalDate.of(2027, 4, 2).toEpochDay() - today.toEpochDay()));
    assertThat(invoices().valueStream().map(it -> it.path("DateString").asString()))
        .containsExactlyInAnyOrder(
            "2027-01-31T00:00:00", "2027-02-28T00:00:00", "2027-03-31T00:00:00");
  }

  @Test
  void aTemplateWithoutAScheduleIsRefused() {
    assertThat(template("DRAFT", "").isMissingNode()).isTrue();
  }

  @Test
  void aScheduleMustMakeSense() {
    String good = weekly(inDays(3));
    for (String bad :
        new String[] {
          good + ",'EndDate':'" + inDays(2) + "'",
          good.replace("'Period':1", "'Period':1000000000"),
          good.replace("DAYSAFTERBILLDATE", "OFFOLLOWINGMONTH").replace(":7,", ":32,"),
          weekly(LocalDate.of(2001, 1, 1))
        }) {
      assertThat(template("AUTHORISED", bad).isMissingNode()).as(bad).isTrue();
    }
    assertThat(template("AUTHORISED", good).isMissingNode()).isFalse();
  }
}
