package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemProcess;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one database both hear Xero of the same payments, and one of them is killed in
 * the middle: each payment is absorbed once.
 */
class TwoNodesInwardTest {

  private static final int INVOICES = 100;

  /** Of each, in two parts that differ. */
  private static final List<String> PARTS = List.of("40", "70");

  private static final DemoOrganisation THERE = DemoOrganisation.AU;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path home;

  @Test
  void eachPaymentIsAbsorbedOnceThoughANodeIsKilled() throws Exception {
    List<TandemProcess> nodes = new ArrayList<>();
    long seed = new Random().nextInt(1_000_000);
    var random = new Random(seed);
    try (var fleet = new Fleet()) {
      PracticeId practice = fleet.connect(THERE);
      List<InvoiceId> invoices = Practices.in(practice, () -> issue(fleet));
      try {
        for (int i = 0; i < 2; i++) {
          nodes.add(fleet.node(i, home, Duration.ofSeconds(1)));
        }
        nodes.forEach(it -> it.await("Tandem is ready"));
        await("all are in Xero", () -> fleet.passes(() -> fleet.linked("invoice")) == INVOICES);
        fleet.hear(0);
        fleet.hear(1);
        fleet.xero().control("POST", "/_simulator/latency?ms=100");
        pay(fleet, practice, invoices, PARTS.getFirst());
        int killedAt = 1 + random.nextInt(INVOICES - 1);
        await("some have come", () -> fleet.passes(fleet::payments) >= killedAt);
        nodes.get(random.nextInt(2)).kill();
        pay(fleet, practice, invoices, PARTS.getLast());
        await(
            "all have come", () -> fleet.passes(fleet::payments) == (long) INVOICES * PARTS.size());
        await("nothing is open", () -> fleet.passes(fleet::unread) == 0);
      } finally {
        nodes.forEach(TandemProcess::close);
      }
      Practices.run(
          practice,
          () ->
              assertThat(invoices)
                  .as("seed " + seed)
                  .allSatisfy(it -> paidOnce(fleet.bean(Billing.class).find(it))));
      assertThat(fleet.payments()).isEqualTo((long) INVOICES * PARTS.size());
      assertThat(fleet.doubled()).as("lines of stories that say the same twice").isZero();
    }
  }

  private static List<InvoiceId> issue(Fleet fleet) {
    var today = LocalDate.now(PracticeRoom.ZONE);
    ClientId client = fleet.bean(Clients.class).add(ClientDetails.person("Two", "Nodes"));
    var all = new ArrayList<InvoiceId>();
    for (int i = 0; i < INVOICES; i++) {
      all.add(
          fleet
              .bean(Billing.class)
              .issue(
                  new InvoiceDetails(
                      client,
                      null,
                      null,
                      today,
                      today.plusDays(14),
                      "",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Consultation",
                              BigDecimal.ONE,
                              new BigDecimal("110.00"),
                              "200",
                              "OUTPUT",
                              BigDecimal.TEN,
                              null)))));
    }
    return all;
  }

  private static void pay(
      Fleet fleet, PracticeId practice, List<InvoiceId> invoices, String amount) {
    for (InvoiceId it : invoices) {
      String number = Practices.in(practice, () -> fleet.bean(Billing.class).find(it).number());
      fleet
          .xero()
          .control(
              "POST",
              "/_simulator/organisations/%s/invoices/%s/pay?amount=%s"
                  .formatted(THERE.tenantId(), number, amount));
    }
  }

  private static void paidOnce(InvoiceView it) {
    assertThat(it.status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(it.paid()).isEqualByComparingTo("110");
    assertThat(it.payments()).hasSize(PARTS.size()).noneMatch(payment -> payment.removed());
    assertThat(it.payments()).extracting(payment -> payment.ledgerId()).doesNotHaveDuplicates();
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(condition);
  }
}
