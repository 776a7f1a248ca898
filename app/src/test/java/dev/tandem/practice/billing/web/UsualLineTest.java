package dev.tandem.practice.billing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.UsualLine;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What a program leaves out is as the installation says. */
@TandemTest
class UsualLineTest {

  @Autowired ApplicationContext house;
  @Autowired Billing billing;
  @Autowired Setup setup;
  @Autowired PaymentArrangements arrangements;
  @Autowired Clock clock;
  @Autowired JsonMapper json;

  @Test
  void accountAndPricesThatAProgramLeavesOutAreTheSettings() {
    InvoiceDetails it = written(new UsualLine("260", "inclusive"), "");
    assertThat(it.lineAmounts()).isEqualTo(LineAmounts.INCLUSIVE);
    assertThat(it.lines().getFirst().accountCode()).isEqualTo("260");
  }

  @Test
  void whatItSaysCounts() {
    InvoiceDetails it = written(new UsualLine("260", "INCLUSIVE"), ", \"accountCode\": \"200\"");
    assertThat(it.lines().getFirst().accountCode()).isEqualTo("200");
  }

  @Test
  void unsetNothingIsGuessed() {
    InvoiceDetails it = written(new UsualLine("", ""), "");
    assertThat(it.lineAmounts()).isEqualTo(LineAmounts.EXCLUSIVE);
    assertThat(it.lines().getFirst().accountCode()).isEmpty();
  }

  @Test
  void aWordThatSaysNothingOfPricesStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UsualLine("", "GROSS"))
        .withMessageContaining("INCLUSIVE", "GROSS");
  }

  private InvoiceDetails written(UsualLine usual, String more) {
    TestPractice practice = TestPractice.open(house);
    PracticeRoom room = PracticeRoom.furnish(house, practice.id());
    NewInvoice wanted =
        json.readValue(
            """
            {"client": "%s", "lines": [{"description": "Copies", "unitPrice": 5,
              "taxType": "OUTPUT", "taxRate": 10%s}]}"""
                .formatted(room.client(), more),
            NewInvoice.class);
    return Practices.in(
        practice.id(),
        () -> new NewInvoices(billing, setup, arrangements, usual, clock).details(wanted));
  }
}
