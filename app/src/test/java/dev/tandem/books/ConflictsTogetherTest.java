package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Reopening;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Several conflicts get one answer, and an answer is taken back before anything came of it. */
@TandemTest
class ConflictsTogetherTest {

  private static final String QUEUE = "/ledger/conflicts";

  private static final Pattern CHOICE = Pattern.compile("name=\"(keep\\.[^\"]+)\"");

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser bookkeeper;
  private ClientId ann;
  private ClientId bo;
  private ClientId cy;

  @BeforeEach
  void threeDisputes() {
    books = BooksRoom.open(house);
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    ann = books.room().client();
    bo = books.add("Bo", "Quill");
    cy = books.add("Cy", "Wren");
    books.settle();
    for (ClientId it : List.of(ann, bo, cy)) {
      books.control(
          books.organisation() + "/contacts/" + books.ledgerId("client", it.value()),
          "{\"EmailAddress\":\"theirs@example.com\"}");
      books.change(it, ClientField.EMAIL, "ours@example.com");
    }
    clock.advance(Duration.ofSeconds(90));
    books.settle();
    assertThat(disputes()).isEqualTo(3);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theChosenOnesGetOneAnswerThatWasShown() {
    assertThat(bookkeeper.get(QUEUE).body())
        .contains("Choose Bo Quill", "What Xero has counts", "What will be is shown first");
    String shown = bookkeeper.get(several("theirs", ann, bo)).body();
    assertThat(shown)
        .contains("What will be so on both sides", "Ann Lee", "Bo Quill", "Decide these 2 so")
        .contains("theirs@example.com", "ours@example.com")
        .doesNotContain("Cy Wren");
    assertThat(disputes()).as("shown and nothing more").isEqualTo(3);
    Browser.Page decided = decide("theirs", shown);
    assertThat(decided.redirect()).isEqualTo(QUEUE);
    assertThat(bookkeeper.get(QUEUE).body()).contains("2 records are decided.");
    books.settle();
    assertThat(List.of(email(ann), email(bo))).containsOnly("theirs@example.com");
    assertThat(email(cy)).isEqualTo("ours@example.com");
    assertThat(disputes()).isEqualTo(1);
  }

  @Test
  void oneThatChangedSinceIsLeftAndTheOthersAreDecided() {
    String shown = bookkeeper.get(several("ours", ann, bo)).body();
    books.change(ann, ClientField.EMAIL, "third@example.com");
    decide("ours", shown);
    assertThat(bookkeeper.get(QUEUE).body())
        .contains("One record is decided.", "Ann Lee: One of the two sides has changed since");
    books.settle();
    assertThat(inXero(bo)).isEqualTo("ours@example.com");
    assertThat(inXero(ann)).isEqualTo("theirs@example.com");
    assertThat(disputes()).isEqualTo(2);
  }

  @Test
  void nothingChosenIsSaid() {
    assertThat(bookkeeper.get(QUEUE + "/several?keep=ours").redirect()).isEqualTo(QUEUE);
    assertThat(bookkeeper.get(QUEUE).body()).contains("Choose the records first");
  }

  @Test
  void oursIsTakenBackBeforeItGoes() {
    decideAlone(ann, "ours");
    clock.advance(Duration.ofSeconds(5));
    books.turn();
    assertThat(inXero(ann)).as("it waits a moment").isEqualTo("theirs@example.com");
    assertThat(bookkeeper.get(QUEUE).body())
        .contains("Decided lately", "goes to Xero in a moment", "Take it back");
    bookkeeper.submit(reopening(ann), Map.of());
    assertThat(bookkeeper.get(QUEUE).body())
        .contains("The decision is taken back")
        .doesNotContain("Decided lately");
    assertThat(disputes()).isEqualTo(3);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(disputes()).isEqualTo(3);
    assertThat(inXero(ann)).isEqualTo("theirs@example.com");
    assertThat(email(ann)).isEqualTo("ours@example.com");
    assertThat(bookkeeper.get("/ledger/story/client/" + ann).body())
        .contains("The decision was taken back");

    decideAlone(ann, "theirs");
    books.settle();
    assertThat(email(ann)).isEqualTo("theirs@example.com");
  }

  @Test
  void whatHasGoneToXeroStays() {
    decideAlone(ann, "ours");
    bookkeeper.get(QUEUE);
    Map<String, String> form = bookkeeper.hiddenFields(reopening(ann));
    books.settle();
    assertThat(inXero(ann)).isEqualTo("ours@example.com");
    bookkeeper.post(reopening(ann), form);
    assertThat(bookkeeper.get(QUEUE).body())
        .contains("or there already", "Nothing was taken back")
        .doesNotContain("Decided lately");
    assertThat(disputes()).isEqualTo(2);
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatWasTakenHereIsPutBack() {
    decideAlone(ann, "theirs");
    books.settle();
    assertThat(email(ann)).isEqualTo("theirs@example.com");
    bookkeeper.get(QUEUE);
    bookkeeper.submit(reopening(ann), Map.of());
    assertThat(email(ann)).isEqualTo("ours@example.com");
    assertThat(disputes()).isEqualTo(3);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(disputes()).isEqualTo(3);
    assertThat(inXero(ann)).as("nothing of it goes").isEqualTo("theirs@example.com");

    decideAlone(ann, "theirs");
    books.change(ann, ClientField.EMAIL, "third@example.com");
    assertThat(bookkeeper.get(QUEUE).body()).doesNotContain("Decided lately");
  }

  /** Of what was decided since something has come: that takes no place from it. */
  @Test
  void whatCanBeTakenBackIsOfferedThoughMuchWasDecidedSince() {
    decideAlone(ann, "theirs");
    clock.advance(Duration.ofMinutes(1));
    decideAlone(bo, "ours");
    clock.advance(Duration.ofMinutes(1));
    decideAlone(cy, "ours");
    books.settle();
    assertThat(books.in(() -> books.bean(Reopening.class).all(1)))
        .extracting(it -> it.record().id())
        .containsExactly(ann.value());
  }

  /** In one form, and so in one moment. */
  @Test
  void eachOfTwoAnswersIsTakenBackForItself() {
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", ann.value()),
        "{\"Addresses\":[{\"AddressType\":\"POBOX\",\"City\":\"Perth\"}]}");
    books.change(ann, ClientField.CITY, "Sydney");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(disputes()).isEqualTo(4);
    String page = QUEUE + "/client/" + ann;
    var answers = new ArrayDeque<>(List.of("theirs", "ours"));
    String query =
        CHOICE
            .matcher(bookkeeper.get(page).body())
            .results()
            .map(it -> it.group(1))
            .distinct()
            .map(it -> it + "=" + answers.pop())
            .collect(Collectors.joining("&", "?", ""));
    bookkeeper.get(page + query);
    bookkeeper.submit(page, Map.of());
    assertThat(disputes()).isEqualTo(2);
    List<Reopening.Open> offered = books.in(() -> books.bean(Reopening.class).all(9));
    assertThat(offered).extracting(Reopening.Open::ours).containsExactlyInAnyOrder(true, false);
    Reopening.Open one = offered.getFirst();
    books.in(
        () -> {
          books.bean(Reopening.class).reopen(Kind.CLIENT, ann.value(), one.id());
          return one;
        });
    assertThat(disputes()).isEqualTo(3);
    assertThat(books.in(() -> books.bean(Reopening.class).all(9)))
        .extracting(Reopening.Open::ours)
        .containsExactly(!one.ours());
  }

  private static String reopening(ClientId id) {
    return QUEUE + "/client/" + id + "/reopening";
  }

  private String several(String keep, ClientId... ids) {
    var query = new StringBuilder(QUEUE + "/several?keep=" + keep);
    for (ClientId it : ids) {
      query.append("&pick=client:").append(it);
    }
    return query.toString();
  }

  /** All hidden fields of what was shown: a form's map keeps one of each name. */
  private Browser.Page decide(String keep, String shown) {
    String picks =
        Pattern.compile("name=\"pick\"[^>]*value=\"(client:[^\"]+:[^\"]+)\"")
            .matcher(shown)
            .results()
            .map(it -> it.group(1))
            .distinct()
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    return bookkeeper.submit(QUEUE + "/several", Map.of("keep", keep, "pick", picks));
  }

  private void decideAlone(ClientId id, String keep) {
    String page = QUEUE + "/client/" + id;
    var choice = CHOICE.matcher(bookkeeper.get(page).body());
    assertThat(choice.find()).isTrue();
    bookkeeper.get(page + "?" + choice.group(1) + "=" + keep);
    bookkeeper.submit(page, Map.of());
  }

  private int disputes() {
    return books.in(() -> books.bean(Conflicts.class).open(10)).size();
  }

  private String email(ClientId id) {
    return books.in(() -> books.bean(Clients.class).find(id)).details().email();
  }

  private String inXero(ClientId id) {
    String there = books.ledgerId("client", id.value());
    return books
        .records("contacts", it -> it.path("ContactID").asString().equals(there))
        .getFirst()
        .path("EmailAddress")
        .asString();
  }
}
