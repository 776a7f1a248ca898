package dev.tandem.books.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.CreditDesk;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.billing.Postings;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * Journey: something that services are mapped to is archived in Xero. It is told by name, another
 * one is chosen, and drafts and what waits to be sent go with it.
 */
@TandemTest
class ArchivedInXeroJourneyTest {

  private static final String PAGE = "/ledger/mapping";

  /** What is archived; {@code name} is what people know it by. */
  enum Archived {
    ACCOUNT("The account Other Revenue (260)"),
    TAX("The tax Old rate"),
    ITEM("The item Old item"),
    OPTION("The tracking option Region: North"),
    CATEGORY("The tracking option Team: Blue");

    private final String name;

    Archived(String name) {
      this.name = name;
    }
  }

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Mappings mappings;
  @Autowired Connections connections;

  private BooksRoom books;
  private CreditDesk desk;
  private Browser owner;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    write("PUT", "Items", "{\"Code\":\"OLD\",\"Name\":\"Old item\"}");
    write("PUT", "Items", "{\"Code\":\"NEW\",\"Name\":\"New item\"}");
    rate("Old rate", "10");
    rate("New rate", "10");
    rate("Higher rate", "15");
    write("PUT", "TrackingCategories", "{\"Name\":\"Team\"}");
    write("PUT", "TrackingCategories/" + category("Team") + "/Options", "{\"Name\":\"Blue\"}");
    readAgain();
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    books.control("/_simulator/switches/reset", "");
    clock.reset();
  }

  @ParameterizedTest
  @EnumSource(Archived.class)
  void anotherOneIsChosenAndHoldsForWhatWaits(Archived what) {
    save(what);
    InvoiceId draft = draft(null);
    desk.sending(false);
    InvoiceId waiting = draft(null);
    approve(waiting);
    archive(what);
    readAgain();

    assertThat(mapping().flaws())
        .singleElement()
        .matches(Flaw::gone)
        .extracting(Flaw::usedBy)
        .isEqualTo(List.of("Initial consultation", "a draft"));
    String other = other(what);
    assertThat(HtmlUtils.htmlUnescape(owner.get(PAGE).body()))
        .contains(what.name + " was archived or deleted in Xero", "<option value=\"" + other)
        .contains("Mapping</span><span class=\"t-nav-count\">1<");
    owner.submit(PAGE + "/replacement", Map.of("to", other));
    assertThat(owner.get(PAGE).body())
        .contains("Replaced in one place, and on 2 documents that were not sent yet.")
        .doesNotContain("was archived or deleted in Xero");
    assertThat(books.in(mappings::flaws)).isZero();

    approve(draft);
    InvoiceId later = draft(null);
    approve(later);
    desk.sending(true);
    books.settle();
    for (InvoiceId it : List.of(draft, waiting, later)) {
      assertThat(books.standing("invoice", it.value()).state()).isEqualTo(State.IN_STEP);
      assertThat(named(what, desk.there(it).path("LineItems").path(0))).isEqualTo(says(what));
      assertThat(books.find(it).total()).isEqualByComparingTo("110.00");
    }
  }

  /** A row is saved alone: what is chosen in others and not saved yet stays on the page. */
  @Test
  void aRowIsSavedAlone() {
    owner.get(PAGE);
    String path = PAGE + "/service/" + books.room().service();
    var fields = fields(Archived.ACCOUNT);
    var saved = owner.htmx(path, fields);
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.header("HX-Trigger").orElse("")).contains("Saved. Invoices made from now on");
    assertThat(saved.body())
        .contains("id=\"service-" + books.room().service() + "\"")
        .containsPattern("<option value=\"" + account("260") + "\"[^>]*selected");
    fields.put("account", account("090"));
    var refused = owner.htmx(path, fields);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Xero has no such account in use for this");
    assertThat(posting().accountCode()).isEqualTo("260");
    Browser bookkeeper = TestPractice.of(house, books.practice()).browser(Role.PRACTITIONER);
    bookkeeper.get("/account");
    assertThat(bookkeeper.htmx(path, fields).status()).isEqualTo(403);
  }

  /** Nobody owes a draft yet; what is issued keeps its total. */
  @Test
  void aTaxOfAnotherPercentageChangesDraftsAndLeavesWhatIsIssued() {
    save(Archived.TAX);
    InvoiceId draft = exclusive();
    desk.sending(false);
    InvoiceId waiting = exclusive();
    approve(waiting);
    archive(Archived.TAX);
    readAgain();
    owner.get(PAGE);
    owner.submit(PAGE + "/replacement", Map.of("to", tax("Higher rate")));
    assertThat(owner.get(PAGE).body())
        .contains("Replaced in one place, and on one document that was not sent yet.")
        .contains(books.find(waiting).number() + " is issued and would come to another amount");
    assertThat(books.find(draft).total()).isEqualByComparingTo("126.50");
    assertThat(books.find(waiting).total()).isEqualByComparingTo("121.00");
    assertThat(books.in(mappings::flaws)).isZero();
  }

  /** The same code is another account elsewhere. */
  @Test
  void draftsOfAnotherOrganisationStay() {
    BindingId nz = books.beside(DemoOrganisation.NZ);
    LocationId auckland =
        books.in(() -> books.bean(Setup.class).add(LocationDetails.named("Auckland")));
    Practices.run(books.practice(), () -> connections.assign(auckland, nz));
    InvoiceId there = draft(auckland);
    InvoiceId here = draft(null);
    write("POST", "Accounts/" + account("200"), "{\"Status\":\"ARCHIVED\"}");
    readAgain();
    assertThat(mapping().flaws())
        .filteredOn(it -> it.part() == Part.ACCOUNT)
        .singleElement()
        .extracting(Flaw::usedBy)
        .isEqualTo(List.of("Initial consultation", "a draft"));
    String other = account("260");
    var done =
        books.in(
            () ->
                books
                    .bean(Replacing.class)
                    .replace(organisation(), Part.ACCOUNT, false, account("200"), other));
    assertThat(done.documents()).isEqualTo(1);
    assertThat(books.find(here).lines().getFirst().details().accountCode()).isEqualTo("260");
    assertThat(books.find(there).lines().getFirst().details().accountCode()).isEqualTo("200");
  }

  private void save(Archived what) {
    owner.get(PAGE);
    var saved = owner.htmx(PAGE + "/service/" + books.room().service(), fields(what));
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
  }

  private Map<String, String> fields(Archived what) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("organisation", books.binding().toString());
    fields.put("account", account(what == Archived.ACCOUNT ? "260" : "200"));
    fields.put("tax", what == Archived.TAX ? tax("Old rate") : "OUTPUT");
    fields.put("item", what == Archived.ITEM ? item("OLD") : "");
    fields.put(
        "tracking",
        switch (what) {
          case OPTION -> option("North");
          case CATEGORY -> option("Blue");
          default -> "";
        });
    return fields;
  }

  private void archive(Archived what) {
    String archived = "{\"Status\":\"ARCHIVED\"}";
    switch (what) {
      case ACCOUNT -> write("POST", "Accounts/" + account("260"), archived);
      case TAX ->
          write(
              "POST",
              "TaxRates",
              "{\"TaxType\":\"" + tax("Old rate") + "\",\"Status\":\"ARCHIVED\"}");
      case ITEM -> write("DELETE", "Items/" + item("OLD"), "{}");
      case OPTION ->
          write(
              "POST",
              "TrackingCategories/" + category("Region") + "/Options/" + option("North"),
              archived);
      case CATEGORY -> write("POST", "TrackingCategories/" + category("Team"), archived);
    }
  }

  private String other(Archived what) {
    return switch (what) {
      case ACCOUNT -> account("270");
      case TAX -> tax("New rate");
      case ITEM -> item("NEW");
      case OPTION, CATEGORY -> option("South");
    };
  }

  private String says(Archived what) {
    return switch (what) {
      case ACCOUNT -> "270";
      case TAX -> tax("New rate");
      case ITEM -> "NEW";
      case OPTION, CATEGORY -> "South";
    };
  }

  private static String named(Archived what, JsonNode line) {
    return switch (what) {
      case ACCOUNT -> line.path("AccountCode").asString();
      case TAX -> line.path("TaxType").asString();
      case ITEM -> line.path("ItemCode").asString();
      case OPTION, CATEGORY -> line.path("Tracking").path(0).path("Option").asString();
    };
  }

  private InvoiceId draft(@Nullable LocationId location) {
    return draft(location, LineAmounts.INCLUSIVE);
  }

  private InvoiceId exclusive() {
    return draft(null, LineAmounts.EXCLUSIVE);
  }

  /** 110.00, booked as the mapping says now. */
  private InvoiceId draft(@Nullable LocationId location, LineAmounts amounts) {
    Posting it = posting();
    var line =
        new LineDetails(
            "Consultation",
            BigDecimal.ONE,
            new BigDecimal("110.00"),
            it.accountCode(),
            it.taxType(),
            BigDecimal.TEN,
            books.room().service(),
            it.itemCode(),
            null,
            it.tracking());
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .draft(
                    new InvoiceDetails(
                        books.room().client(),
                        null,
                        location,
                        desk.today(),
                        desk.today().plusDays(14),
                        "",
                        amounts,
                        List.of(line))));
  }

  private Posting posting() {
    return books.in(
        () ->
            books
                .bean(Postings.class)
                .of(books.bean(Setup.class).service(books.room().service()), null, null));
  }

  private void approve(InvoiceId id) {
    Practices.run(books.practice(), () -> books.bean(Billing.class).approve(id));
  }

  private void rate(String name, String percent) {
    write(
        "PUT",
        "TaxRates",
        """
        {"Name":"%s","ReportTaxType":"OUTPUT","TaxComponents":[{"Name":"GST","Rate":%s}]}"""
            .formatted(name, percent));
  }

  private String category(String name) {
    return books
        .records("trackingCategories", it -> it.path("Name").asString().equals(name))
        .getFirst()
        .path("TrackingCategoryID")
        .asString();
  }

  private Binding organisation() {
    return connections.binding(books.binding());
  }

  private Mapping mapping() {
    return books.in(() -> mappings.of(organisation()));
  }

  private Offered offered() {
    return mapping().offered();
  }

  private String account(String code) {
    return offered().accountOfCode(code).orElseThrow().id();
  }

  private String tax(String name) {
    return offered().taxes().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .taxType();
  }

  private String item(String code) {
    return offered().items().stream()
        .filter(it -> it.code().equals(code))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private String option(String name) {
    return offered().tracking().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private void readAgain() {
    Practices.run(
        books.practice(), () -> house.getBean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  private void write(String method, String path, String json) {
    books.control(
        books.organisation() + "/write?method=" + method + "&path=" + path.replace("/", "%2F"),
        json);
  }
}
