package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bank summary tells what moved on each bank account, and what is left. */
class SimBankSummaryTest extends SimulatorTest {
  private static final String MOVED =
      """
      {'Type':'%s','Contact':{'Name':'Bank of Here'},'BankAccount':{'Code':'090'},'Date':'%s',
       'LineItems':[{'Description':'x','UnitAmount':'%s','AccountCode':'400'}]}""";

  private void mayReadIt() {
    xero.connect(
        Xero.SCOPES + " accounting.banktransactions accounting.reports.banksummary.read", Xero.AU);
  }

  private void moved(String type, String day, String amount) {
    assertThat(xero.put("BankTransactions", MOVED.formatted(type, day, amount)).status())
        .isEqualTo(200);
  }

  private JsonNode report(String query) {
    return xero.get("Reports/BankSummary" + query).json().at("/Reports/0");
  }

  /** The cells of the first row of this type within the section. */
  private static String row(JsonNode report, String type) {
    return String.join(
        " ",
        StreamSupport.stream(report.at("/Rows/1/Rows").spliterator(), false)
            .filter(it -> it.path("RowType").asString().equals(type))
            .findFirst()
            .orElseThrow()
            .path("Cells")
            .valueStream()
            .map(it -> it.path("Value").asString())
            .toList());
  }

  @Test
  void whatMovedBeforeIsTheOpeningAndWhatComesAfterDoesNotCount() {
    mayReadIt();
    moved("RECEIVE", "2026-10-30", "100.00");
    moved("RECEIVE", "2026-11-02", "50.00");
    moved("SPEND", "2026-11-02", "20.50");
    moved("SPEND", "2026-11-03", "5.00");
    JsonNode day = report("?fromDate=2026-11-02&toDate=2026-11-02");
    assertThat(row(day, "Row")).isEqualTo("Business Bank Account 100.00 50.00 20.50 129.50");
    assertThat(row(day, "SummaryRow")).isEqualTo("Total 100.00 50.00 20.50 129.50");
    assertThat(day.path("ReportType").asString()).isEqualTo("BankSummary");
    assertThat(day.at("/Rows/0/RowType").asString()).isEqualTo("Header");
    assertThat(day.at("/Rows/1/Rows/0/Cells/0/Attributes/0/Id").asString()).isEqualTo("accountID");
    assertThat(day.at("/Rows/1/Rows/0/Cells/0/Attributes/0/Value").asString()).hasSize(36);
    assertThat(row(report(""), "Row")).isEqualTo("Business Bank Account 100.00 50.00 25.50 124.50");
  }

  @Test
  void paymentsOfInvoicesMoveTheirAccountToo() {
    mayReadIt();
    JsonNode invoice = invoice("INV-9", "100");
    xero.put(
        "Payments",
        "{'Invoice':{'InvoiceID':'%s'},'Account':{'Code':'090'},'Date':'2026-11-03','Amount':'110.00'}"
            .formatted(invoice.path("InvoiceID").asString()));
    assertThat(row(report("?fromDate=2026-11-03&toDate=2026-11-03"), "Row"))
        .isEqualTo("Business Bank Account 0.00 110.00 0.00 110.00");
  }

  @Test
  void aDayThatIsNoneIsRefused() {
    mayReadIt();
    assertThat(xero.get("Reports/BankSummary?fromDate=soon").status()).isEqualTo(400);
  }

  @Test
  void itNeedsAScopeOfItsOwn() {
    assertThat(xero.get("Reports/BankSummary").status()).isIn(401, 403);
  }
}
