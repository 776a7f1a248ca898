package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Item, discount and tracking of a line are the same on both sides, whoever sets them. */
@TandemTest
class InvoiceLinesJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatALineCarriesReachesXeroAndIsTakenOffThereAgain() {
    BooksRoom books = BooksRoom.open(house);
    Tracking north = tracking(books, "Region", "North");
    Tracking ann = tracking(books, "Practitioner", "Ann");
    item(books, "CONS");
    InvoiceId id =
        invoice(
            books,
            LineAmounts.EXCLUSIVE,
            line(books, "Consultation", "CONS", Discount.percent(BigDecimal.TEN), north, ann),
            line(books, "Bandage", "", Discount.amount(new BigDecimal("5")), north));
    books.settle();
    JsonNode there = there(books);
    JsonNode first = there.path("LineItems").get(0);
    assertThat(first.path("ItemCode").asString()).isEqualTo("CONS");
    assertThat(first.path("DiscountRate").decimalValue()).isEqualByComparingTo("10");
    assertThat(first.path("LineAmount").decimalValue()).isEqualByComparingTo("90.00");
    assertThat(first.path("Tracking").findValuesAsString("Option")).containsExactly("North", "Ann");
    JsonNode second = there.path("LineItems").get(1);
    assertThat(second.path("DiscountAmount").decimalValue()).isEqualByComparingTo("5");
    assertThat(second.path("LineAmount").decimalValue()).isEqualByComparingTo("95.00");
    assertThat(there.path("Total").decimalValue()).isEqualByComparingTo("203.50");
    assertThat(books.find(id).total()).isEqualByComparingTo("203.50");
    assertInStep(books, id);

    books.rewrite(
        id,
        "",
        List.of(line(books, "Consultation", "", null, ann), line(books, "Bandage", "", null)));
    books.settle();
    JsonNode after = there(books).path("LineItems");
    assertThat(after.get(0).path("LineItemID")).isEqualTo(first.path("LineItemID"));
    assertThat(after.get(0).path("ItemCode").asString("")).isEmpty();
    assertThat(after.get(0).path("LineAmount").decimalValue()).isEqualByComparingTo("100.00");
    assertThat(after.get(0).path("Tracking").findValuesAsString("Option")).containsExactly("Ann");
    assertThat(after.get(1).path("LineAmount").decimalValue()).isEqualByComparingTo("100.00");
    assertThat(after.get(1).path("Tracking")).isEmpty();
    assertInStep(books, id);
  }

  @Test
  void whatABookkeeperSetsOnALineComesHereAndSurvivesAnEdit() {
    BooksRoom books = BooksRoom.open(house);
    Tracking north = tracking(books, "Region", "North");
    item(books, "CONS");
    InvoiceId id = invoice(books, LineAmounts.EXCLUSIVE, line(books, "Consultation", "", null));
    books.settle();
    setInXero(books, "\"ItemCode\":\"CONS\",\"DiscountRate\":12.5,", north);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    LineDetails taken = books.find(id).lines().getFirst().details();
    assertThat(taken).isEqualTo(line(books, "Consultation", "CONS", rate("12.5"), north));
    assertThat(taken.service()).as("still the service's line").isEqualTo(books.room().service());
    assertThat(books.find(id).total()).isEqualByComparingTo("96.25");

    books.rewrite(id, "", List.of(priced(taken, "200.00")));
    books.settle();
    JsonNode line = there(books).path("LineItems").get(0);
    assertThat(line.path("ItemCode").asString()).isEqualTo("CONS");
    assertThat(line.path("LineAmount").decimalValue()).isEqualByComparingTo("175.00");
    assertThat(line.path("Tracking").findValuesAsString("Option")).containsExactly("North");
    assertInStep(books, id);
  }

  @Test
  void staffReadTheAccountAndTheTaxOfALineByName() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId id = invoice(books, LineAmounts.EXCLUSIVE, line(books, "Consultation", "", null));
    String page =
        TestPractice.of(house, books.practice())
            .browser(Role.OWNER)
            .get("/invoices/" + id.value())
            .body();
    String account =
        books.in(() -> books.bean(Reference.class).accounts(BooksRoom.TENANT)).stream()
            .filter(it -> "200".equals(it.code()))
            .findFirst()
            .orElseThrow()
            .label();
    assertThat(page).contains(account + " · ").doesNotContain("200 · ", "OUTPUT");
  }

  /** How Xero prints an invoice is its own affair: nobody is asked about it, and it stays. */
  @Test
  void theBrandingThemeThatABookkeeperGivesItStays() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId id = invoice(books, LineAmounts.EXCLUSIVE, line(books, "Consultation", "", null));
    books.settle();
    String theme =
        books.in(() -> books.bean(Reference.class).brandingThemes(BooksRoom.TENANT)).stream()
            .filter(it -> it.name().equals("Special Projects"))
            .findFirst()
            .orElseThrow()
            .id();
    clock.advance(Duration.ofSeconds(5));
    books.control(
        books.organisation() + "/invoices/" + there(books).path("InvoiceID").asString(),
        "{\"BrandingThemeID\":\"" + theme + "\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertInStep(books, id);
    books.rewrite(id, "Order 7", List.of(line(books, "Long consultation", "", null)));
    books.settle();
    assertThat(there(books).path("Reference").asString()).isEqualTo("Order 7");
    assertThat(there(books).path("BrandingThemeID").asString()).isEqualTo(theme);
    assertInStep(books, id);
  }

  /**
   * Neither side had heard of the other: the price is ours, the tracking theirs, nobody is asked.
   */
  @Test
  void aPriceChangedHereAndTrackingSetThereBothHold() {
    BooksRoom books = BooksRoom.open(house);
    Tracking north = tracking(books, "Region", "North");
    InvoiceId id = invoice(books, LineAmounts.EXCLUSIVE, line(books, "Consultation", "", null));
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    setInXero(books, "\"DiscountRate\":10,", north);
    books.rewrite(id, "", List.of(priced(line(books, "Consultation", "", null), "120.00")));
    books.settle();
    JsonNode line = there(books).path("LineItems").get(0);
    assertThat(line.path("UnitAmount").decimalValue()).isEqualByComparingTo("120");
    assertThat(line.path("DiscountRate").decimalValue()).isEqualByComparingTo("10");
    assertThat(line.path("Tracking").findValuesAsString("Option")).containsExactly("North");
    assertThat(books.find(id).lines().getFirst().details())
        .isEqualTo(priced(line(books, "Consultation", "", rate("10"), north), "120.00"));
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10))).isEmpty();
    assertInStep(books, id);
  }

  /** What was agreed before lines carried any of it names none; then the invoice is edited here. */
  @Test
  void anInvoiceAgreedBeforeLinesCarriedItLosesNothing() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    Tracking north = tracking(books, "Region", "North");
    InvoiceId id =
        invoice(books, LineAmounts.EXCLUSIVE, line(books, "Consultation", "", rate("10"), north));
    books.settle();
    String plain = "Consultation\u001f1\u001f100\u001f200\u001fOUTPUT";
    try (var connection = books.bean(TestDatabase.class).connectAsSuperuser();
        var agreed =
            connection.prepareStatement(
                "update practice.link set agreed = jsonb_set(agreed, '{lines}', ?::jsonb)"
                    + " where record = ?");
        var lines =
            connection.prepareStatement(
                "update practice.invoice_line set discount_rate = null, tracking = '[]',"
                    + " amount = 100, tax = 10 where invoice_id = ?")) {
      String json = new tools.jackson.databind.json.JsonMapper().writeValueAsString(plain);
      agreed.setString(1, "{\"ours\":" + json + ",\"theirs\":" + json + "}");
      agreed.setObject(2, id.value());
      assertThat(agreed.executeUpdate()).isOne();
      lines.setObject(1, id.value());
      assertThat(lines.executeUpdate()).isOne();
    }
    books.rewrite(id, "", List.of(priced(line(books, "Consultation", "", null), "120.00")));
    books.settle();
    JsonNode line = there(books).path("LineItems").get(0);
    assertThat(line.path("LineAmount").decimalValue()).isEqualByComparingTo("108.00");
    assertThat(line.path("Tracking").findValuesAsString("Option")).containsExactly("North");
    assertThat(books.find(id).total()).isEqualByComparingTo("118.80");
    assertInStep(books, id);
  }

  @Test
  void pricesWithoutTaxAreWithoutTaxOnBothSides() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId id = invoice(books, LineAmounts.NO_TAX, line(books, "Consultation", "", rate("10")));
    books.settle();
    JsonNode there = there(books);
    assertThat(there.path("LineAmountTypes").asString()).isEqualTo("NoTax");
    assertThat(there.path("Total").decimalValue()).isEqualByComparingTo("90.00");
    assertThat(books.find(id).total()).isEqualByComparingTo("90.00");
    assertThat(books.find(id).tax()).isEqualByComparingTo("0");
    assertInStep(books, id);
    clock.advance(Duration.ofMinutes(6));
    books.control(
        books.organisation() + "/invoices/" + there.path("InvoiceID").asString(),
        "{\"LineAmountTypes\":\"Inclusive\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(id).lineAmounts()).isEqualTo(LineAmounts.INCLUSIVE);
    assertThat(books.find(id).total())
        .isEqualByComparingTo(there(books).path("Total").decimalValue());
    assertInStep(books, id);
  }

  /** Both say “Consultation”; a bookkeeper takes the first away and gives the other a discount. */
  @Test
  void linesOfTheSameTextKeepTheirOwnServices() {
    BooksRoom books = BooksRoom.open(house);
    ServiceId other =
        books.in(
            () ->
                books.bean(Setup.class).add(PracticeRoom.service("Follow-up consultation", "200")));
    LineDetails first = line(books, "Consultation", "", null);
    LineDetails second = of(other, priced(first, "150.00"));
    LineDetails third = priced(first, "80.00");
    InvoiceId id = invoice(books, LineAmounts.EXCLUSIVE, first, second, third);
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    JsonNode lines = there(books).path("LineItems");
    setLines(
        books,
        "{\"LineItemID\":\"%s\",\"DiscountRate\":10},{\"LineItemID\":\"%s\",\"Description\":\"Consultation by telephone\"}"
            .formatted(
                lines.get(1).path("LineItemID").asString(),
                lines.get(2).path("LineItemID").asString()));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    List<LineDetails> after = books.find(id).lines().stream().map(it -> it.details()).toList();
    assertThat(after).hasSize(2);
    assertThat(after.getFirst().discount()).isEqualTo(rate("10"));
    assertThat(after.getFirst().service()).as("the second one's").isEqualTo(other);
    assertThat(after.getLast().description()).isEqualTo("Consultation by telephone");
    assertInStep(books, id);
  }

  private static void setLines(BooksRoom books, String lines) {
    books.control(
        books.organisation() + "/invoices/" + there(books).path("InvoiceID").asString(),
        "{\"LineItems\":[" + lines + "]}");
  }

  private static LineDetails of(ServiceId service, LineDetails it) {
    return new LineDetails(
        it.description(),
        it.quantity(),
        it.unitPrice(),
        it.accountCode(),
        it.taxType(),
        it.taxRate(),
        service,
        it.itemCode(),
        it.discount(),
        it.tracking());
  }

  /** The lines are the same, only a tax was written over: nothing differs but the sum. */
  @Test
  void anotherTotalOfTheSameLinesIsShownWithBoth() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId id = invoice(books, LineAmounts.EXCLUSIVE, line(books, "Consultation", "", null));
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    setTaxInXero(books, "9.99");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    var standing = books.standing("invoice", id.value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("109.99", "110.00");
    clock.advance(Duration.ofSeconds(3));
    setTaxInXero(books, "10.00");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertInStep(books, id);
  }

  private static void setTaxInXero(BooksRoom books, String tax) {
    JsonNode invoice = there(books);
    books.control(
        books.organisation() + "/invoices/" + invoice.path("InvoiceID").asString(),
        "{\"LineItems\":[{\"LineItemID\":\"%s\",\"TaxAmount\":%s}]}"
            .formatted(invoice.path("LineItems").get(0).path("LineItemID").asString(), tax));
  }

  private void assertInStep(BooksRoom books, InvoiceId id) {
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.calls("POST", "Invoices")).as("nothing left to say").isZero();
    assertThat(there(books).path("Total").decimalValue())
        .isEqualByComparingTo(books.find(id).total());
  }

  private static Discount rate(String percent) {
    return Discount.percent(new BigDecimal(percent));
  }

  private static LineDetails line(
      BooksRoom books,
      String text,
      String item,
      @Nullable Discount discount,
      Tracking... tracking) {
    return new LineDetails(
        text,
        BigDecimal.ONE,
        new BigDecimal("100.00"),
        "200",
        "OUTPUT",
        BigDecimal.TEN,
        books.room().service(),
        item,
        discount,
        List.of(tracking));
  }

  private static LineDetails priced(LineDetails it, String price) {
    return new LineDetails(
        it.description(),
        it.quantity(),
        new BigDecimal(price),
        it.accountCode(),
        it.taxType(),
        it.taxRate(),
        it.service(),
        it.itemCode(),
        it.discount(),
        it.tracking());
  }

  private InvoiceId invoice(BooksRoom books, LineAmounts amounts, LineDetails... lines) {
    var today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .issue(
                    new InvoiceDetails(
                        books.room().client(),
                        null,
                        null,
                        today,
                        today.plusDays(14),
                        "",
                        amounts,
                        List.of(lines))));
  }

  private static JsonNode there(BooksRoom books) {
    return books.records("invoices", _ -> true).getFirst();
  }

  private static void setInXero(BooksRoom books, String fields, Tracking tracking) {
    JsonNode invoice = there(books);
    books.control(
        books.organisation() + "/invoices/" + invoice.path("InvoiceID").asString(),
        """
        {"LineItems":[{"LineItemID":"%s",%s
         "Tracking":[{"TrackingCategoryID":"%s","TrackingOptionID":"%s"}]}]}"""
            .formatted(
                invoice.path("LineItems").get(0).path("LineItemID").asString(),
                fields,
                tracking.categoryId(),
                tracking.optionId()));
  }

  private static void item(BooksRoom books, String code) {
    write(books, "Items", "{\"Code\":\"%s\",\"Name\":\"Consultation\"}".formatted(code));
  }

  /** A region that the organisation has, or a person of a category made for it. */
  private static Tracking tracking(BooksRoom books, String category, String option) {
    JsonNode known =
        books
            .records("TrackingCategories", it -> it.path("Name").asString().equals(category))
            .stream()
            .findFirst()
            .orElseGet(
                () -> write(books, "TrackingCategories", "{\"Name\":\"%s\"}".formatted(category)));
    String id = known.path("TrackingCategoryID").asString();
    for (JsonNode it : known.path("Options")) {
      if (it.path("Name").asString().equals(option)) {
        return new Tracking(id, category, it.path("TrackingOptionID").asString(), option);
      }
    }
    JsonNode made =
        write(
            books, "TrackingCategories/" + id + "/Options", "{\"Name\":\"%s\"}".formatted(option));
    return new Tracking(id, category, made.path("TrackingOptionID").asString(), option);
  }

  private static JsonNode write(BooksRoom books, String path, String json) {
    return books.control(books.organisation() + "/write?method=PUT&path=" + path, json);
  }
}
