package dev.tandem.practice.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Changing an invoice on its page changes what was typed and nothing else. */
@TandemTest
class WritingTest {

  @Autowired ApplicationContext house;
  @Autowired Appointments appointments;
  @Autowired Billing billing;
  @Autowired Clients clients;
  @Autowired Setup setup;
  TestPractice practice;
  PracticeRoom room;
  Browser desk;

  @BeforeEach
  void openPractice() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    desk = practice.browser(Role.RECEPTIONIST);
  }

  @Test
  void leavesAccountAndTaxAsTheyWereInvoicedWhenTheServiceChangedSince() {
    InvoiceId id = invoiced();
    sellOtherwise();
    InvoiceView before = find(id);
    assertThat(save(id, Map.of("reference", "PO 7")).redirect()).isEqualTo("/invoices/" + id);
    InvoiceView after = find(id);
    assertThat(after.reference()).isEqualTo("PO 7");
    assertThat(after.lines()).isEqualTo(before.lines());
    assertThat(after.total()).isEqualByComparingTo("110.00");
  }

  @Test
  void letsTheReferenceOfAPaidInvoiceBeChangedWhenTheServiceChangedSince() {
    InvoiceId id = invoiced();
    Practices.in(
        practice.id(),
        () ->
            billing.takePayment(
                id,
                new PaymentDetails(
                    LocalDate.of(2026, 1, 20), BigDecimal.TEN, PaymentMethod.CASH, "", null)));
    sellOtherwise();
    Practices.run(practice.id(), () -> setup.archive(room.service()));
    Practices.run(practice.id(), () -> setup.archive(room.location()));
    assertThat(save(id, Map.of("reference", "PO 8")).redirect()).isEqualTo("/invoices/" + id);
    assertThat(find(id).reference()).isEqualTo("PO 8");
  }

  @Test
  void changesAnInvoiceWhoseLinesHaveNoService() {
    InvoiceId id = Practices.in(practice.id(), () -> billing.draft(report("")));
    assertThat(save(id, Map.of("reference", "PO 9", "lines[0].quantity", "2")).redirect())
        .isEqualTo("/invoices/" + id);
    assertThat(find(id).reference()).isEqualTo("PO 9");
    assertThat(find(id).total()).isEqualByComparingTo("100.00");
  }

  /** The service costs 110.00 with ten per cent tax in it; the invoice says prices without. */
  @Test
  void saysWhileItIsWrittenWhatItWillComeTo() {
    Map<String, String> typed =
        written(
            Map.of(
                "lineAmounts", "EXCLUSIVE",
                "lines[1].service", room.service().toString(),
                "lines[1].discount", "10%",
                "lines[2].service", room.service().toString(),
                "lines[2].unitPrice", "33.3333",
                "lines[2].quantity", "0.5",
                "lines[2].discount", "1.50"));
    desk.get("/invoices/new");
    Browser.Page live = desk.htmx("/invoices/sums", typed);
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.body())
        .as("90.00 and 15.17, taxed 9.00 and 1.52")
        .contains(">105.17<", ">10.52<", ">115.69<", ">90.00<", ">15.17<");
    InvoiceView saved = saved(typed);
    assertThat(saved.lines().getFirst().details().unitPrice()).isEqualTo("100.00");
    assertThat(saved.lines().getFirst().details().discount()).isNotNull();
    assertThat(saved.subtotal()).isEqualTo("105.17");
    assertThat(saved.total()).isEqualTo("115.69");

    assertThat(saved(with(typed, "lineAmounts", "")).total())
        .as("as the service has its price: 99.00 and 15.17 with the tax in them")
        .isEqualTo("114.17");
    assertThat(saved(with(typed, "lineAmounts", "NO_TAX")).total()).isEqualTo("105.17");
  }

  /** Price times quantity is the amount on what is printed, too. */
  @Test
  void printsThePriceThatWasMultipliedAndCallsATaxInvoiceOnlyOneWithTax() {
    Map<String, String> typed =
        written(
            Map.of(
                "lines[0].service", room.service().toString(),
                "lines[0].quantity", "3",
                "lines[0].unitPrice", "12.3456"));
    InvoiceView taxed = saved(with(typed, "as", "APPROVED"));
    assertThat(desk.get("/invoices/" + taxed.id()).body())
        .contains(">12.3456<", ">37.04<", ">Tax invoice<");
    InvoiceView untaxed = saved(with(with(typed, "as", "APPROVED"), "lineAmounts", "NO_TAX"));
    assertThat(desk.get("/invoices/" + untaxed.id()).body())
        .contains(">Invoice<")
        .doesNotContain(">Tax invoice<");
  }

  /** A double click, or Back and Save. */
  @Test
  void theSamePageSentTwiceWritesOneInvoice() throws Exception {
    desk.get("/invoices/new");
    Map<String, String> typed =
        written(Map.of("lines[0].service", room.service().toString(), "as", "APPROVED"));
    String first = desk.submit("/invoices", typed).redirect();
    assertThat(desk.submit("/invoices", typed).redirect()).isEqualTo(first);
    desk.get("/invoices/new");
    Map<String, String> page = new HashMap<>(desk.hiddenFields("/invoices"));
    page.putAll(typed);
    try (var both = Executors.newFixedThreadPool(2)) {
      var one = both.submit(() -> desk.post("/invoices", page).redirect());
      var other = both.submit(() -> desk.post("/invoices", page).redirect());
      assertThat(one.get()).isEqualTo(other.get()).startsWith("/invoices/").isNotEqualTo(first);
    }
    assertThat(Practices.in(practice.id(), () -> billing.ofClient(room.client(), 10))).hasSize(2);
  }

  /** Back, something else, and Save: neither is dropped without a word. */
  @Test
  void whatTheSamePageSaysOtherwiseTheSecondTimeIsShownAndCanReplaceTheFirst() {
    desk.get("/invoices/new");
    Map<String, String> typed =
        written(
            Map.of(
                "lines[0].service", room.service().toString(),
                "reference", "First",
                "as", "APPROVED"));
    Map<String, String> page = new HashMap<>(desk.hiddenFields("/invoices"));
    page.putAll(typed);
    String first = desk.post("/invoices", page).redirect();
    InvoiceId id = InvoiceId.of(first.substring(first.lastIndexOf('/') + 1));
    var late = desk.post("/invoices", with(page, "reference", "Second"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains("was written from this page already", "over 110.00 AUD", "approved", "Second");
    assertThat(find(id).reference()).isEqualTo("First");
    var kept = desk.post("/invoices", with(page, "as", "KEPT"));
    assertThat(kept.status()).as("it is no draft any more").isEqualTo(409);
    desk.goOn(desk.post("/invoices", with(page, "reference", "Second")));
    assertThat(desk.submit(first, with(typed, "reference", "Second")).redirect()).isEqualTo(first);
    assertThat(find(id).reference()).as("saved once more").isEqualTo("Second");
    assertThat(Practices.in(practice.id(), () -> billing.ofClient(room.client(), 10))).hasSize(1);
  }

  @Test
  void aDraftIsApprovedByItsOwnPageSentAgain() {
    desk.get("/invoices/new");
    Map<String, String> page = new HashMap<>(desk.hiddenFields("/invoices"));
    page.putAll(written(Map.of("lines[0].service", room.service().toString(), "as", "KEPT")));
    String first = desk.post("/invoices", page).redirect();
    assertThat(desk.post("/invoices", with(page, "as", "APPROVED")).redirect()).isEqualTo(first);
    InvoiceId id = InvoiceId.of(first.substring(first.lastIndexOf('/') + 1));
    assertThat(find(id).status()).isEqualTo(InvoiceStatus.APPROVED);
  }

  @Test
  void theSamePageForAnotherClientWritesAnotherInvoiceWhenSavedOnceMore() {
    desk.get("/invoices/new");
    Map<String, String> page = new HashMap<>(desk.hiddenFields("/invoices"));
    Map<String, String> typed =
        written(Map.of("lines[0].service", room.service().toString(), "as", "APPROVED"));
    page.putAll(typed);
    desk.post("/invoices", page);
    ClientId other =
        Practices.in(practice.id(), () -> clients.add(ClientDetails.person("Bo", "Berg")));
    var late = desk.post("/invoices", with(page, "client", other.toString()));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("for somebody else");
    desk.goOn(late);
    assertThat(desk.submit("/invoices", with(typed, "client", other.toString())).redirect())
        .startsWith("/invoices/");
    assertThat(Practices.in(practice.id(), () -> billing.ofClient(other, 10))).hasSize(1);
    assertThat(Practices.in(practice.id(), () -> billing.ofClient(room.client(), 10))).hasSize(1);
  }

  @Test
  void answersAtItsRowWhatIsWrongWithADiscount() {
    for (String wrong : List.of("ten", "101%", "110.01", "-1")) {
      desk.get("/invoices/new");
      Browser.Page refused =
          desk.submit(
              "/invoices",
              written(
                  Map.of(
                      "lines[1].service", room.service().toString(), "lines[1].discount", wrong)));
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.body())
          .as(wrong)
          .containsPattern("name=\"lines\\[1\\]\\.discount\"[^>]*value=\"" + wrong)
          .containsPattern("<input class=\"[^\"]*is-invalid[^>]*name=\"lines\\[1\\]\\.discount\"");
      assertThat(refused.body().split("t-field-error", -1)).as(wrong).hasSize(2);
    }
    desk.get("/invoices/new");
    assertThat(
            desk.htmx(
                    "/invoices/sums",
                    written(
                        Map.of(
                            "lines[1].service", room.service().toString(),
                            "lines[1].unitPrice", "1e99",
                            "lines[1].discount", "ten")))
                .status())
        .as("what cannot be counted is not counted")
        .isEqualTo(200);
  }

  @Test
  void theDueDateFollowsTheDateUntilSomebodyChoosesAnother() {
    Map<String, String> typed =
        written(Map.of("lines[0].service", room.service().toString(), "date", "2026-03-02"));
    desk.get("/invoices/new");
    assertThat(desk.htmx("/invoices/sums", typed).body()).contains("2026-03-16");
    typed = with(typed, "dueDate", "2026-02-01");
    String page = desk.htmx("/invoices/sums", with(typed, "dueByTerms", "2026-02-01")).body();
    assertThat(page).contains("2026-03-16");
    assertThat(saved(with(typed, "dueByTerms", "2026-02-01")).dueDate()).isEqualTo("2026-03-16");
    typed = with(with(typed, "dueDate", "2026-04-01"), "dueByTerms", "2026-02-01");
    assertThat(saved(typed).dueDate()).isEqualTo("2026-04-01");
  }

  private Map<String, String> written(Map<String, String> typed) {
    var fields = new HashMap<>(typed);
    fields.put("client", room.client().toString());
    return fields;
  }

  private static Map<String, String> with(Map<String, String> typed, String field, String value) {
    var fields = new HashMap<>(typed);
    fields.put(field, value);
    return fields;
  }

  private InvoiceView saved(Map<String, String> typed) {
    desk.get("/invoices/new");
    String to = desk.submit("/invoices", typed).redirect();
    return find(InvoiceId.of(to.substring(to.lastIndexOf('/') + 1)));
  }

  @Test
  void overwritesNothingThatWasChangedMeanwhile() {
    InvoiceId id = invoiced();
    Browser other = practice.browser(Role.OWNER);
    other.get("/invoices/" + id + "/change");
    assertThat(save(id, Map.of("reference", "First")).redirect()).isEqualTo("/invoices/" + id);
    var late = other.submit("/invoices/" + id, fields(id, Map.of("reference", "Second")));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("changed meanwhile", "Second");
    assertThat(find(id).reference()).isEqualTo("First");
  }

  @Test
  void anErrorDoesNotMakeTheFormForgetWhatWasSeen() {
    InvoiceId id = invoiced();
    Browser other = practice.browser(Role.OWNER);
    other.get("/invoices/" + id + "/change");
    String seen = other.hiddenFields("/invoices/" + id).get("seen");
    save(id, Map.of("reference", "First"));
    var refused = other.submit("/invoices/" + id, fields(id, Map.of("dueDate", "soon")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("name=\"seen\" value=\"" + seen + "\"");
  }

  @Test
  void answersAtTheFieldsWhatIsNoNumberAndNoDay() {
    InvoiceId id = invoiced();
    var refused = save(id, Map.of("lines[0].unitPrice", "12,50 each", "dueDate", "soon"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(find(id).total()).isEqualByComparingTo("110.00");
  }

  @Test
  void writesEveryInvoiceOnceIntoTheFileHoweverMany() {
    Practices.run(
        practice.id(),
        () -> {
          for (int i = 0; i < 1010; i++) {
            billing.draft(report("No " + i));
          }
        });
    assertThat(desk.get("/invoices.csv").body().lines().skip(1))
        .hasSize(1010)
        .doesNotHaveDuplicates();
    assertThat(desk.get("/invoices.csv?q=ann").body().lines().skip(1)).hasSize(1010);
    assertThat(desk.get("/invoices.csv?state=PAID").body().lines().skip(1)).isEmpty();
  }

  private InvoiceDetails report(String reference) {
    return new InvoiceDetails(
        room.client(),
        null,
        null,
        LocalDate.of(2026, 11, 20),
        LocalDate.of(2026, 12, 4),
        reference,
        LineAmounts.EXCLUSIVE,
        List.of(
            new LineDetails(
                "Report",
                BigDecimal.ONE,
                new BigDecimal("50"),
                "260",
                "EXEMPTOUTPUT",
                BigDecimal.ZERO,
                null)));
  }

  /** Sends the form as the page draws it, but for what is typed. */
  private Browser.Page save(InvoiceId id, Map<String, String> typed) {
    assertThat(desk.get("/invoices/" + id + "/change").status()).isEqualTo(200);
    return desk.submit("/invoices/" + id, fields(id, typed));
  }

  private Map<String, String> fields(InvoiceId id, Map<String, String> typed) {
    InvoiceView it = find(id);
    var fields = new HashMap<String, String>();
    fields.put("client", it.client().toString());
    fields.put("location", it.location() == null ? "" : it.location().toString());
    fields.put("date", it.date().toString());
    fields.put("dueDate", it.dueDate().toString());
    fields.put("reference", it.reference());
    LineDetails line = it.lines().getFirst().details();
    fields.put("lines[0].service", line.service() == null ? "" : line.service().toString());
    fields.put("lines[0].description", line.description());
    fields.put("lines[0].quantity", line.quantity().toPlainString());
    fields.put("lines[0].unitPrice", line.unitPrice().toPlainString());
    fields.put("lines[1].service", "");
    fields.put("lines[1].description", "");
    fields.put("lines[1].quantity", "");
    fields.put("lines[1].unitPrice", "");
    fields.putAll(typed);
    return fields;
  }

  private InvoiceId invoiced() {
    return Practices.in(
        practice.id(),
        () -> {
          var id = appointments.book(room.at("2026-11-20T09:00", "Knee"));
          appointments.complete(id);
          return new InvoiceId(appointments.find(id).invoice());
        });
  }

  /** Another account, another tax, without tax in the price. */
  private void sellOtherwise() {
    Practices.run(
        practice.id(),
        () ->
            setup.change(
                room.service(),
                new ServiceDetails(
                    "Initial consultation",
                    45,
                    new BigDecimal("120.00"),
                    false,
                    "201",
                    "EXEMPTOUTPUT",
                    BigDecimal.ZERO,
                    "#0c6ebd")));
  }

  private InvoiceView find(InvoiceId id) {
    return Practices.in(practice.id(), () -> billing.find(id));
  }
}
