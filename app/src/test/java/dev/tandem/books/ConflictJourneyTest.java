package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What both sides changed is put before a person, who says whose value counts. */
@TandemTest
class ConflictJourneyTest {

  private static final Pattern KEY =
      Pattern.compile(
          "aria-label=\"([^\"]+)\"[^>]*>\\s*<h3>.*?name=\"(keep[^\"]+)\"", Pattern.DOTALL);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private TestPractice people;
  private Browser bookkeeper;
  private ClientId ann;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    people = TestPractice.of(house, books.practice());
    bookkeeper = people.browser(Role.BOOKKEEPER);
    ann = books.room().client();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void eachFieldIsDecidedForItselfAndBothSidesAreEqual() {
    inXero("{\"Addresses\":[{\"AddressType\":\"POBOX\",\"City\":\"Perth\"}]}");
    books.change(ann, ClientField.CITY, "Sydney");
    dispute(ann, "ours@example.com", "theirs@example.com");
    assertThat(disputes())
        .extracting(Conflicts.Open::field)
        .containsExactlyInAnyOrder("e-mail", "town");
    String queue = bookkeeper.get("/ledger/conflicts").body();
    assertThat(queue).contains("ours@example.com", "theirs@example.com", "Decide ", page(ann));
    assertThat(bookkeeper.get(page(ann)).body())
        .contains("Whose value counts?", "Agreed before", "changed ")
        .doesNotContain("What will be so on both sides");

    Map<String, String> choices = choose(ann, Map.of("e-mail", "theirs"));
    String shown = bookkeeper.get(page(ann) + query(choices)).body();
    assertThat(shown)
        .contains("What will be so on both sides", "It is taken here", "theirs@example.com");
    decide(ann, choices);
    books.settle();
    assertThat(email()).isEqualTo("theirs@example.com");
    assertThat(contact().path("EmailAddress").asString()).isEqualTo("theirs@example.com");
    assertThat(disputes()).extracting(Conflicts.Open::field).containsExactly("town");
    assertThat(town()).as("nobody has decided that so far").isEqualTo("Perth");
    decide(ann, choose(ann, Map.of("address", "ours")));
    books.settle();
    assertThat(disputes()).isEmpty();
    assertThat(town()).isEqualTo("Sydney");
    assertThat(contact().path("EmailAddress").asString()).isEqualTo("theirs@example.com");
    assertThat(bookkeeper.get("/ledger/story/client/" + ann).body())
        .contains("decided that what Xero has counts", "ours@example.com");
  }

  @Test
  void whoeverLooksSeesWhoChangedItThereAndXeroIsAskedOnce() {
    dispute(ann, "ours@example.com", "theirs@example.com");
    books.forgetCalls();
    assertThat(bookkeeper.get(page(ann)).body()).contains(page(ann) + "/who");
    assertThat(books.calls("GET", "/History")).as("the page waits for nothing").isZero();
    assertThat(bookkeeper.get(page(ann) + "/who").body()).contains("In Xero", "Morgan Hale");
    assertThat(bookkeeper.get(page(ann) + "/who").body()).contains("Morgan Hale");
    assertThat(books.calls("GET", "/History")).isEqualTo(1);
  }

  @Test
  void xeroAwayIsSaidWhereItsPeopleWouldStand() {
    dispute(ann, "ours@example.com", "theirs@example.com");
    books.fault("503", "GET", "Contacts/*/History");
    assertThat(bookkeeper.get(page(ann) + "/who").body()).contains("could not be asked just now");
  }

  @Test
  void whatStandsHereGoesToXeroWhenItIsKept() {
    dispute(ann, "ours@example.com", "theirs@example.com");
    decide(ann, choose(ann, Map.of("e-mail", "ours")));
    books.settle();
    assertThat(contact().path("EmailAddress").asString()).isEqualTo("ours@example.com");
    assertThat(email()).isEqualTo("ours@example.com");
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
    later();
    assertThat(email()).isEqualTo("ours@example.com");
    assertThat(disputes()).isEmpty();
  }

  /** One of a person's names alone would be made of the others again. */
  @Test
  void thePartsOfANameAreDecidedTogether() {
    books.change(ann, ClientField.FAMILY_NAME, "Ours");
    inXero(
        "{\"Name\":\"Ann Marie Their Own\",\"FirstName\":\"Ann Marie\",\"LastName\":\"Their Own\"}");
    later();
    var before = books.in(() -> books.bean(Clients.class).find(ann)).details();
    assertThat(before.givenName()).as("half of theirs is not taken").isEqualTo("Ann");
    decide(ann, choose(ann, Map.of("name", "theirs")));
    later();
    assertThat(disputes()).isEmpty();
    var details = books.in(() -> books.bean(Clients.class).find(ann)).details();
    assertThat(details.givenName()).isEqualTo("Ann Marie");
    assertThat(details.familyName()).isEqualTo("Their Own");
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** The street of one side and the town of the other are where nobody lives. */
  @Test
  void anAddressIsDecidedAsAWhole() {
    for (String side : List.of("ours", "theirs")) {
      String end = side.equals("ours") ? "1" : "2";
      bothChangeTheAddress(end);
      assertThat(disputes())
          .as("one question of what differs")
          .extracting(Conflicts.Open::field)
          .containsExactlyInAnyOrder("address", "town");
      assertThat(here()).as("no part comes").isEqualTo("Ours St " + end + ", Perth, WA");
      assertThat(there()).as("no part goes").isEqualTo("Old St, Theirs " + end + ", WA");
      assertThat(email()).as("the rest does").isEqualTo("theirs" + end + "@example.com");
      assertThat(bookkeeper.get(page(ann)).body())
          .contains("Ours St " + end, "Theirs " + end, "Old St", "Perth");

      books.change(ann, ClientField.REGION, "Region " + end);
      books.settle();
      assertThat(there()).as("nor what is changed since").endsWith(", WA");

      decide(ann, choose(ann, Map.of("address", side)));
      later();
      String whole =
          side.equals("ours")
              ? "Ours St " + end + ", Perth, Region " + end
              : "Old St, Theirs " + end + ", WA";
      assertThat(here()).isEqualTo(whole);
      assertThat(there()).isEqualTo(whole);
      assertThat(disputes()).isEmpty();
      assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
    }
  }

  @Test
  void aRuleForAnAddressIsForAllOfIt() {
    for (String side : List.of("ours", "theirs")) {
      String end = side.equals("ours") ? "1" : "2";
      bookkeeper.get("/ledger/conflicts/rules/new?kind=client&field=address&side=" + side);
      bookkeeper.submit("/ledger/conflicts/rules", Map.of());
      bothChangeTheAddress(end);
      later();
      String whole =
          side.equals("ours") ? "Ours St " + end + ", Perth, WA" : "Old St, Theirs " + end + ", WA";
      assertThat(here()).isEqualTo(whole);
      assertThat(there()).isEqualTo(whole);
      assertThat(disputes()).isEmpty();
      assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
    }
  }

  /** From one that both have: the street here, the town and the e-mail there. */
  private void bothChangeTheAddress(String end) {
    books.change(ann, ClientField.ADDRESS_LINE1, "Old St");
    books.change(ann, ClientField.CITY, "Perth");
    books.change(ann, ClientField.REGION, "WA");
    later();
    inXero(
        """
        {"EmailAddress":"theirs%1$s@example.com","Addresses":[{"AddressType":"POBOX",
         "AddressLine1":"Old St","City":"Theirs %1$s","Region":"WA"}]}"""
            .formatted(end));
    books.change(ann, ClientField.ADDRESS_LINE1, "Ours St " + end);
    clock.advance(Duration.ofSeconds(90));
    books.settle();
  }

  private String here() {
    var address = books.in(() -> books.bean(Clients.class).find(ann)).details().address();
    return String.join(", ", address.line1(), address.city(), address.region());
  }

  private String there() {
    JsonNode it =
        contact()
            .path("Addresses")
            .valueStream()
            .filter(one -> one.path("AddressType").asString().equals("POBOX"))
            .findFirst()
            .orElseThrow();
    return Stream.of("AddressLine1", "City", "Region")
        .map(one -> it.path(one).asString())
        .collect(Collectors.joining(", "));
  }

  @Test
  void anInvoicesReferenceIsDecidedAndItsOtherFieldsWentOnMeanwhile() {
    InvoiceId id = books.invoice();
    books.settle();
    invoiceInXero(id, "{\"Reference\":\"Theirs\"}");
    books.rewrite(id, "Ours", null);
    later();
    assertThat(books.find(id).reference()).isEqualTo("Ours");
    decide("invoice", id.value(), choose("invoice", id.value(), Map.of("reference", "ours")));
    books.settle();
    assertThat(invoice(id).path("Reference").asString()).isEqualTo("Ours");
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** The page stays, since somebody may be choosing on it. */
  @Test
  void whoHasThePageOpenIsToldWhenASideChanged() {
    dispute(ann, "ours@example.com", "theirs@example.com");
    Matcher live =
        Pattern.compile("data-live=\"([^\"]*)\" hx-get=\"(" + page(ann) + "/news[^\"]*)\"")
            .matcher(bookkeeper.get(page(ann)).body());
    assertThat(live.find()).isTrue();
    assertThat(live.group(1)).contains("client:" + ann);
    String news = live.group(2);
    assertThat(bookkeeper.get(news).body()).contains("conflict-news").doesNotContain("look again");
    books.change(ann, ClientField.EMAIL, "third@example.com");
    assertThat(bookkeeper.get(news).body()).contains("look again", "data-live", "seen=");
    books.change(ann, ClientField.EMAIL, "theirs@example.com");
    books.settle();
    assertThat(bookkeeper.get(news).body()).as("nothing is in dispute").contains("look again");
  }

  @Test
  void whatChangedSinceItWasLookedAtIsLookedAtAgain() {
    dispute(ann, "ours@example.com", "theirs@example.com");
    Map<String, String> choices = choose(ann, Map.of("e-mail", "ours"));
    bookkeeper.get(page(ann) + query(choices));
    books.change(ann, ClientField.EMAIL, "third@example.com");
    String back = bookkeeper.submit(page(ann), choices).redirect();
    assertThat(bookkeeper.get(back).body())
        .contains("Nothing was decided: look at both again", "third@example.com");
    assertThat(disputes()).hasSize(1);

    choices = choose(ann, Map.of("e-mail", "theirs"));
    bookkeeper.get(page(ann) + query(choices));
    books.change(ann, ClientField.EMAIL, "theirs@example.com");
    books.settle();
    bookkeeper.submit(page(ann), choices);
    assertThat(bookkeeper.get(page(ann)).body()).contains("Nothing is in dispute");
  }

  @Test
  void aRuleIsTriedOnWhatWasDecidedAndThenNobodyIsAsked() {
    ClientId bo = books.add("Bo", "Quill");
    books.settle();
    dispute(ann, "ours@example.com", "theirs@example.com");
    decide(ann, choose(ann, Map.of("e-mail", "ours")));
    books.settle();
    dispute(bo, "bo.ours@example.com", "bo.theirs@example.com");
    String rule = "/ledger/conflicts/rules/new?kind=client&field=e-mail&side=theirs";
    assertThat(bookkeeper.get(rule).body())
        .contains(
            "somebody decided the other way",
            "ours@example.com",
            "theirs@example.com",
            "One that waits now is decided by it at once.");
    bookkeeper.submit("/ledger/conflicts/rules", Map.of());
    books.settle();
    assertThat(disputes()).isEmpty();
    assertThat(email(bo)).isEqualTo("bo.theirs@example.com");

    dispute(ann, "again.ours@example.com", "again.theirs@example.com");
    assertThat(disputes()).isEmpty();
    assertThat(email()).isEqualTo("again.theirs@example.com");
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(story(ann))
        .anyMatch(
            it ->
                it.text().contains("by the practice's rule what Xero has counts")
                    && it.before().containsValue("again.ours@example.com"));

    assertThat(bookkeeper.get("/ledger/conflicts/rules").body()).contains("What Xero has");
    bookkeeper.submit("/ledger/conflicts/rules/removal", Map.of());
    dispute(ann, "third.ours@example.com", "third.theirs@example.com");
    assertThat(disputes()).hasSize(1);
  }

  /** Whoever knows from the first day who keeps the telephone numbers need not be asked once. */
  @Test
  void aRuleIsMadeBeforeAnybodyWasAsked() {
    String rules = bookkeeper.get("/ledger/conflicts/rules").body();
    assertThat(rules)
        .contains("No rules", "Make a rule", "<option value=\"due date\">")
        .contains("Never asked", "currency, exchange rate");
    Matcher field = Pattern.compile("<option value=\"([^\"]+)\">\\1</option>").matcher(rules);
    assertThat(field.results().map(it -> it.group(1)).toList())
        .as("each of them can be tried")
        .hasSizeGreaterThan(9)
        .contains("phone", "lines")
        .allMatch(it -> isTried("client", it) || isTried("invoice", it));
    assertThat(
            bookkeeper
                .get("/ledger/conflicts/rules/new?kind=client&field=phone&side=theirs")
                .body())
        .contains("Nobody decided about this field yet");
    bookkeeper.submit("/ledger/conflicts/rules", Map.of());
    books.change(ann, ClientField.PHONE, "02 9000 0001");
    inXero("{\"Phones\":[{\"PhoneType\":\"DEFAULT\",\"PhoneNumber\":\"02 9000 0002\"}]}");
    later();
    assertThat(disputes()).isEmpty();
    assertThat(books.in(() -> books.bean(Clients.class).find(ann)).details().phone())
        .contains("9000 0002");
    Browser receptionist = people.browser(Role.RECEPTIONIST);
    assertThat(receptionist.get("/ledger/conflicts/rules").body()).doesNotContain("Make a rule");
  }

  private boolean isTried(String kind, String field) {
    String page = "/ledger/conflicts/rules/new?kind=" + kind + "&side=ours&field=";
    return bookkeeper.get(page + field.replace(" ", "%20").replace(",", "%2C")).status() == 200;
  }

  @Test
  void aRuleForOursSendsOurs() {
    bookkeeper.get("/ledger/conflicts/rules/new?kind=client&field=e-mail&side=ours");
    bookkeeper.submit("/ledger/conflicts/rules", Map.of());
    dispute(ann, "ours@example.com", "theirs@example.com");
    later();
    assertThat(contact().path("EmailAddress").asString()).isEqualTo("ours@example.com");
    assertThat(story(ann))
        .anyMatch(
            it ->
                it.text().contains("by the practice's rule what stands here stays")
                    && it.before().containsValue("theirs@example.com"));
  }

  @Test
  void whoMayNotDecideSeesBothSidesOnly() {
    dispute(ann, "ours@example.com", "theirs@example.com");
    Browser receptionist = people.browser(Role.RECEPTIONIST);
    assertThat(receptionist.get(page(ann)).body())
        .contains("theirs@example.com", "Somebody who may run the ledger decides this.")
        .doesNotContain("Show what will be");
  }

  @Test
  void aRuleForANameIsForItsPartsAsWell() {
    String rule = "/ledger/conflicts/rules/new?kind=client&field=name&side=ours";
    bookkeeper.get(rule);
    bookkeeper.submit("/ledger/conflicts/rules", Map.of());
    books.change(ann, ClientField.FAMILY_NAME, "Ours");
    inXero("{\"Name\":\"Ann Marie Own\",\"FirstName\":\"Ann Marie\",\"LastName\":\"Own\"}");
    later();
    later();
    assertThat(disputes()).isEmpty();
    assertThat(contact().path("Name").asString()).isEqualTo("Ann Ours");
    assertThat(contact().path("FirstName").asString()).isEqualTo("Ann");
    assertThat(contact().path("LastName").asString()).isEqualTo("Ours");
    assertThat(bookkeeper.get(rule.replace("field=name", "field=given%20name")).status())
        .isEqualTo(409);
  }

  @Test
  void everyRecordInDisputeStandsOnOnePageOfTheQueue() {
    var records = IntStream.range(0, 51).mapToObj(_ -> UUID.randomUUID()).toList();
    books.in(
        () -> {
          records.forEach(
              it ->
                  books
                      .bean(Conflicts.class)
                      .settle(
                          BooksRoom.TENANT,
                          "client",
                          it,
                          List.of("e-mail"),
                          List.of(new Conflicts.Dispute("e-mail", null, "a@b.example", "b")),
                          null));
          return null;
        });
    String both =
        bookkeeper.get("/ledger/conflicts").body()
            + bookkeeper.get("/ledger/conflicts?page=2").body();
    assertThat(records).allMatch(it -> both.contains("/ledger/conflicts/client/" + it));
  }

  @Test
  void nothingChosenIsSaid() {
    dispute(ann, "ours@example.com", "theirs@example.com");
    assertThat(bookkeeper.get(page(ann) + "?seen=old&x=1").body()).contains("look at both again");
    bookkeeper.get(page(ann));
    String seen = bookkeeper.hiddenFields(page(ann) + "#result").get("seen");
    assertThat(bookkeeper.get(page(ann) + "?seen=" + seen).body())
        .contains("Choose for at least one field");
  }

  /** Prices mean something else with tax in them: neither side's half goes alone. */
  @Test
  void linesAndTheTaxInTheirPricesGoTogetherWhoeverDecides() {
    for (String side : List.of("ours", "theirs")) {
      InvoiceId id = books.invoice();
      books.settle();
      bothChangeTheLines(id);
      assertThat(total(id)).as("neither side's half went").isEqualByComparingTo("90.00");
      decide("invoice", id.value(), choose("invoice", id.value(), Map.of("lines", side)));
      books.settle();
      BigDecimal agreed = new BigDecimal(side.equals("ours") ? "60.50" : "90.00");
      assertThat(books.find(id).total()).as(side).isEqualByComparingTo(agreed);
      assertThat(total(id)).as(side).isEqualByComparingTo(agreed);
      assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);

      bookkeeper.get("/ledger/conflicts/rules/new?kind=invoice&field=lines&side=" + side);
      bookkeeper.submit("/ledger/conflicts/rules", Map.of());
      InvoiceId ruled = books.invoice();
      books.settle();
      bothChangeTheLines(ruled);
      later();
      assertThat(books.find(ruled).total()).as(side).isEqualByComparingTo(agreed);
      assertThat(total(ruled)).as(side).isEqualByComparingTo(agreed);
      bookkeeper.get("/ledger/conflicts/rules");
      bookkeeper.submit("/ledger/conflicts/rules/removal", Map.of());
    }
  }

  /** Here 55.00 and the tax besides; there 90.00 with the tax in it. */
  private void bothChangeTheLines(InvoiceId id) {
    invoiceInXero(
        id,
        """
        {"LineItems":[{"Description":"Theirs","Quantity":1,"UnitAmount":90,
         "AccountCode":"200","TaxType":"OUTPUT"}]}""");
    InvoiceView now = books.find(id);
    LineDetails line = now.lines().getFirst().details();
    books.in(
        () -> {
          books
              .bean(Billing.class)
              .change(
                  id,
                  new InvoiceDetails(
                      now.client(),
                      now.appointment(),
                      now.location(),
                      now.date(),
                      now.dueDate(),
                      now.reference(),
                      LineAmounts.EXCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Ours",
                              BigDecimal.ONE,
                              new BigDecimal("55.00"),
                              "200",
                              "OUTPUT",
                              BigDecimal.TEN,
                              line.service()))));
          return null;
        });
    clock.advance(Duration.ofSeconds(90));
    books.settle();
  }

  private BigDecimal total(InvoiceId id) {
    return invoice(id).path("Total").decimalValue();
  }

  /** Only the first name was changed there: the name that stands on invoices follows it. */
  @Test
  void aFirstNameThatCountsGoesIntoTheNameThere() {
    inXero("{\"FirstName\":\"Xenia\"}");
    books.change(ann, ClientField.GIVEN_NAME, "Hanna");
    later();
    decide(ann, choose(ann, Map.of("name", "theirs")));
    later();
    assertThat(books.in(() -> books.bean(Clients.class).find(ann)).name()).isEqualTo("Xenia Lee");
    assertThat(contact().path("Name").asString()).isEqualTo("Xenia Lee");
    assertThat(contact().path("FirstName").asString()).isEqualTo("Xenia");
    assertThat(disputes()).isEmpty();
  }

  /** Only the display name was changed there: its parts follow it. */
  @Test
  void aDisplayNameThatCountsGoesIntoItsPartsOnBothSides() {
    inXero("{\"Name\":\"Xenia Lee\"}");
    books.change(ann, ClientField.FAMILY_NAME, "Hill");
    later();
    decide(ann, choose(ann, Map.of("name", "theirs")));
    later();
    assertThat(books.in(() -> books.bean(Clients.class).find(ann)).name()).isEqualTo("Xenia Lee");
    assertThat(contact().path("Name").asString()).isEqualTo("Xenia Lee");
    assertThat(contact().path("FirstName").asString()).isEqualTo("Xenia");
    assertThat(contact().path("LastName").asString()).isEqualTo("Lee");
    assertThat(disputes()).isEmpty();
  }

  private void dispute(ClientId id, String ours, String theirs) {
    control(id, "{\"EmailAddress\":\"%s\"}".formatted(theirs));
    books.change(id, ClientField.EMAIL, ours);
    clock.advance(Duration.ofSeconds(90));
    books.settle();
  }

  private void later() {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private void inXero(String json) {
    control(ann, json);
  }

  private void control(ClientId id, String json) {
    books.control(books.organisation() + "/contacts/" + books.ledgerId("client", id.value()), json);
  }

  private void invoiceInXero(InvoiceId id, String json) {
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", id.value()), json);
  }

  private static String page(ClientId id) {
    return "/ledger/conflicts/client/" + id;
  }

  private Map<String, String> choose(ClientId id, Map<String, String> wanted) {
    return choose("client", id.value(), wanted);
  }

  /** The names of the choices in the page's form, by what they are about. */
  private Map<String, String> choose(String kind, UUID id, Map<String, String> wanted) {
    var choices = new HashMap<String, String>();
    var found = KEY.matcher(bookkeeper.get("/ledger/conflicts/" + kind + "/" + id).body());
    while (found.find()) {
      String side = wanted.get(found.group(1));
      if (side != null) {
        choices.put(found.group(2), side);
      }
    }
    assertThat(choices).as("asked about").hasSameSizeAs(wanted);
    return choices;
  }

  private void decide(ClientId id, Map<String, String> choices) {
    decide("client", id.value(), choices);
  }

  private void decide(String kind, UUID id, Map<String, String> choices) {
    String page = "/ledger/conflicts/" + kind + "/" + id;
    bookkeeper.get(page + query(choices));
    bookkeeper.submit(page, Map.of());
  }

  private static String query(Map<String, String> choices) {
    return choices.entrySet().stream()
        .map(it -> it.getKey().replace(" ", "%20") + "=" + it.getValue())
        .collect(Collectors.joining("&", "?", ""));
  }

  private List<Conflicts.Open> disputes() {
    return books.in(() -> books.bean(Conflicts.class).open(10));
  }

  private List<dev.tandem.books.mirror.StoryEntry> story(ClientId id) {
    return books.in(() -> books.bean(Story.class).of(Kind.CLIENT, id.value()));
  }

  private String email() {
    return email(ann);
  }

  private String email(ClientId id) {
    return books.in(() -> books.bean(Clients.class).find(id)).details().email();
  }

  private String town() {
    return contact()
        .path("Addresses")
        .valueStream()
        .filter(it -> it.path("AddressType").asString().equals("POBOX"))
        .map(it -> it.path("City").asString())
        .findFirst()
        .orElse("");
  }

  private JsonNode contact() {
    String id = books.ledgerId("client", ann.value());
    return books.records("contacts", it -> it.path("ContactID").asString().equals(id)).getFirst();
  }

  private JsonNode invoice(InvoiceId id) {
    String there = books.ledgerId("invoice", id.value());
    return books
        .records("invoices", it -> it.path("InvoiceID").asString().equals(there))
        .getFirst();
  }
}
