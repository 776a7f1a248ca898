package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.plan.Twins;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody here says that one fund pays, the bookkeeper that another does: a person is asked. */
@TandemTest
class PayerConflictTest {

  private static final Pattern KEY = Pattern.compile("name=\"(keep[^\"]+)\"");

  /** So long nothing may be told before the history is looked at. */
  private static final Duration SILENCE = Duration.ofHours(5);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser bookkeeper;
  private ClientId harbour;
  private ClientId quay;
  private InvoiceId invoice;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    harbour = books.add("Harbour", "Fund");
    quay = books.add("Quay", "Fund");
    invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(3));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void neitherGoesOverTheOtherAndBothAreShownByTheirNames() {
    bothSay();
    assertThat(books.find(invoice).payer()).isEqualTo(harbour);
    assertThat(contact()).isEqualTo(there(quay));
    assertThat(bookkeeper.get("/ledger/conflicts").body())
        .contains("payer", "Harbour Fund", "Quay Fund")
        .doesNotContain(there(quay), there(harbour));
    assertThat(bookkeeper.get(page()).body())
        .contains("Agreed before", "Ann Lee", "Harbour Fund", "Quay Fund")
        .doesNotContain(there(quay), there(harbour));
  }

  /** A program gets both: the ids, and what they are called who have them. */
  @Test
  void programsAreToldWhoTheyAre() {
    bothSay();
    Program program = TestPractice.of(house, books.practice()).program(Role.BOOKKEEPER);
    JsonNode field =
        new JsonMapper()
            .readTree(program.get("/api/v1/ledger/conflicts/invoice/" + invoice).body())
            .at("/questions/0/fields/0");
    assertThat(field.path("name").asString()).isEqualTo("client");
    assertThat(field.path("ours").asString()).isEqualTo(there(harbour));
    assertThat(field.path("theirs").asString()).isEqualTo(there(quay));
    assertThat(field.at("/names/agreed").asString()).isEqualTo("Ann Lee");
    assertThat(field.at("/names/ours").asString()).isEqualTo("Harbour Fund");
    assertThat(field.at("/names/theirs").asString()).isEqualTo("Quay Fund");
  }

  /** Where it was refused, both sides stand beside each other as well. */
  @Test
  void whereXeroRefusesItBothAreShownByTheirNames() {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"400\",\"detail\":\"Invoice not of valid status for modification\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":1}");
    paidBy(harbour);
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(bookkeeper.get("/ledger/refusals/invoice/" + invoice).body())
        .contains("Both sides", "Payer", "Harbour Fund", "Ann Lee")
        .doesNotContain(there(harbour), there(books.room().client()));
  }

  @Test
  void oursGoesToXeroWhenItIsKept() {
    bothSay();
    decide("ours");
    books.settle();
    assertThat(contact()).isEqualTo(there(harbour));
    later();
    assertThat(books.find(invoice).payer()).isEqualTo(harbour);
    assertThat(disputes()).isEmpty();
    assertInStep();
    assertThat(bookkeeper.get("/ledger/story/invoice/" + invoice).body())
        .contains("decided that what stands here counts", "payer", "Harbour Fund", "Quay Fund")
        .doesNotContain(there(quay));
  }

  @Test
  void theirsIsTakenWhenItIsKept() {
    bothSay();
    decide("theirs");
    assertThat(books.find(invoice).payer()).isEqualTo(quay);
    later();
    assertThat(contact()).isEqualTo(there(quay));
    assertThat(books.find(invoice).payer()).isEqualTo(quay);
    assertThat(disputes()).isEmpty();
    assertInStep();
  }

  @Test
  void bothComeToMeanTheSame() {
    bothSay();
    paidBy(quay);
    later();
    assertThat(disputes()).isEmpty();
    assertThat(contact()).isEqualTo(there(quay));
    assertInStep();

    paidBy(harbour);
    give(there(books.room().client()));
    later();
    assertThat(disputes()).hasSize(1);
    give(there(harbour));
    later();
    assertThat(disputes()).isEmpty();
    assertThat(books.find(invoice).payer()).isEqualTo(harbour);
    assertInStep();
  }

  /** The invoice moves there with its client, and that is no change of who pays it. */
  @Test
  void aMergeInXeroIsNoQuestionThoughThePayerWasChangedHere() {
    books.control(books.organisation() + "/contacts", "{\"Name\":\"Ann Lee-Park\"}");
    String into = books.contacts("Ann Lee-Park").getFirst().path("ContactID").asString();
    paidBy(harbour);
    books.control(
        books.organisation() + "/contacts/" + there(books.room().client()) + "/merge?into=" + into,
        "");
    later();
    assertThat(there(books.room().client())).isEqualTo(into);
    assertThat(disputes()).isEmpty();
    assertThat(contact()).isEqualTo(there(harbour));
    assertThat(books.find(invoice).payer()).isEqualTo(harbour);
  }

  /** The bookkeeper thinks better of it: nothing is left but ours, which goes. */
  @Test
  void whatTheyTakeBackLeavesOursToGo() {
    bothSay();
    give(there(books.room().client()));
    later();
    assertThat(disputes()).isEmpty();
    assertThat(contact()).isEqualTo(there(harbour));
    assertInStep();
  }

  /** Whose money it is cannot be taken here: that is said, and nothing is decided meanwhile. */
  @Test
  void aStrangerInXeroCanBeTakenOnceTheyAreKnownHere() {
    String stranger = stranger();
    paidBy(harbour);
    give(stranger);
    later();
    assertThat(books.find(invoice).payer()).isEqualTo(harbour);
    assertThat(contact()).isEqualTo(stranger);
    assertThat(bookkeeper.get(page()).body())
        .contains("Harbour Fund", "who is not known here")
        .doesNotContain(stranger);
    assertThat(decide("theirs").body())
        .contains("belongs to a contact who is not known here", "Nothing was decided");
    assertThat(disputes()).hasSize(1);

    ClientId wharf = books.add("Wharf", "Fund");
    Practices.run(
        books.practice(),
        () -> books.bean(Twins.class).link(books.binding(), wharf, stranger, Wins.OURS));
    books.settle();
    later();
    assertThat(books.find(invoice).payer()).as("nobody has decided so far").isEqualTo(harbour);
    assertThat(disputes()).hasSize(1);
    decide("theirs");
    later();
    assertThat(books.find(invoice).payer()).isEqualTo(wharf);
    assertInStep();
  }

  @Test
  void oursIsKeptOverAStranger() {
    paidBy(harbour);
    give(stranger());
    later();
    decide("ours");
    later();
    assertThat(contact()).isEqualTo(there(harbour));
    assertThat(books.find(invoice).payer()).isEqualTo(harbour);
    assertInStep();
  }

  @Test
  void aRuleSaysWhoseWordCounts() {
    assertThat(bookkeeper.get("/ledger/conflicts/rules").body())
        .contains("<option value=\"client\">payer</option>");
    assertThat(
            bookkeeper
                .get("/ledger/conflicts/rules/new?kind=invoice&field=client&side=theirs")
                .body())
        .contains("What Xero has counts for the payer");
    bookkeeper.submit("/ledger/conflicts/rules", Map.of());
    paidBy(harbour);
    give(there(quay));
    later();
    assertThat(disputes()).isEmpty();
    assertThat(books.find(invoice).payer()).isEqualTo(quay);
    assertInStep();
  }

  /** Between our looking and our writing there is nothing that Xero could refuse by. */
  @Test
  void oursThatWentOverTheirsInTheVeryMomentIsAskedAbout() {
    clock.advance(Duration.ofSeconds(30));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"edit-before\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices*\",\"write\":\"Invoices/%s\",\"record\":{\"Contact\":{\"ContactID\":\"%s\"}}}"
            .formatted(books.ledgerId("invoice", invoice.value()), there(quay)));
    paidBy(harbour);
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    clock.advance(SILENCE);
    books.settle();
    assertThat(disputes())
        .singleElement()
        .satisfies(it -> assertThat(it.sort()).isEqualTo(Conflicts.Sort.OVERLAP))
        .satisfies(it -> assertThat(it.field()).isEqualTo("client"));
    assertThat(bookkeeper.get(page()).body())
        .contains("Is it right as it is?", "payer", "Ann Lee", "Harbour Fund")
        .doesNotContain(there(harbour));
  }

  /** Its currency and rate are ours to say: theirs is not lost without a word. */
  @Test
  void aRateThatBothChangedIsTold() {
    books.control(books.organisation() + "/currencies?code=USD", "");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    write(now -> now.in("USD", new BigDecimal("0.65")));
    later();
    assertInStep();
    clock.advance(Duration.ofSeconds(3));
    inXero("{\"CurrencyRate\":0.7}");
    write(now -> now.in("USD", new BigDecimal("0.66")));
    later();
    later();
    assertThat(there().path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.66");
    assertThat(books.in(() -> books.bean(Story.class).of(Kind.INVOICE, invoice.value())))
        .anyMatch(
            it ->
                it.text().contains("Changed on both sides: what stands here stays")
                    && it.before().containsValue("0.7")
                    && it.changes().containsValue("0.66"));
  }

  /** Each says another one before either side has heard of the other. */
  private void bothSay() {
    give(there(quay));
    paidBy(harbour);
    later();
    assertThat(disputes()).extracting(Conflicts.Open::field).containsExactly("client");
  }

  private Browser.Page decide(String side) {
    Matcher key = KEY.matcher(bookkeeper.get(page()).body());
    assertThat(key.find()).isTrue();
    bookkeeper.get(page() + "?" + key.group(1).replace(" ", "%20") + "=" + side);
    return bookkeeper.get(bookkeeper.submit(page(), Map.of()).redirect());
  }

  private String page() {
    return "/ledger/conflicts/invoice/" + invoice;
  }

  private void later() {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private void give(String contact) {
    inXero("{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(contact));
  }

  private void inXero(String json) {
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", invoice.value()), json);
  }

  private String stranger() {
    return books
        .control(
            books.organisation() + "/write?method=PUT&path=Contacts", "{\"Name\":\"Wharf Fund\"}")
        .path("ContactID")
        .asString();
  }

  private void paidBy(@Nullable ClientId payer) {
    write(now -> now.paidBy(payer));
  }

  private void write(java.util.function.UnaryOperator<InvoiceDetails> change) {
    Practices.run(
        books.practice(),
        () -> {
          var billing = books.bean(Billing.class);
          InvoiceView now = billing.find(invoice);
          billing.change(
              invoice,
              change.apply(
                  new InvoiceDetails(
                          now.client(),
                          now.appointment(),
                          now.location(),
                          now.date(),
                          now.dueDate(),
                          now.reference(),
                          now.lineAmounts(),
                          now.lines().stream().map(InvoiceLine::details).toList())
                      .paidBy(now.payer())));
        });
  }

  private void assertInStep() {
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  private List<Conflicts.Open> disputes() {
    return books.in(() -> books.bean(Conflicts.class).open(10));
  }

  private String there(ClientId client) {
    return books.ledgerId("client", client.value());
  }

  private String contact() {
    return there().at("/Contact/ContactID").asString();
  }

  private JsonNode there() {
    return books.records("invoices", _ -> true).getFirst();
  }
}
