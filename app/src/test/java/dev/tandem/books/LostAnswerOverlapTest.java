package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * The answer to our write is lost, and before anybody looks somebody in Xero writes over what it
 * said: it looks as if it had never arrived.
 */
@TandemTest
class LostAnswerOverlapTest {

  private static final String MAYBE = "which did not answer, and changed by somebody there since";
  private static final String OVERTAKEN = "just before our own change";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private ClientId ann;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    ann = books.room().client();
    books.change(ann, ClientField.CITY, "Hobart");
    books.change(ann, ClientField.POSTCODE, "7000");
    books.settle();
    // Our call is prepared when the test says, however long that takes.
    clock.stopAt(clock.instant());
    clock.advance(Duration.ofSeconds(10));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  /** Xero takes an address as a whole: the postcode goes with the town, and nothing shows it. */
  @Test
  void whatItWentOverIsAskedAboutThoughNothingOfItShowsAnyMore() {
    overtake("drop-after-commit");
    assertThat(postal("PostalCode")).as("ours went over theirs").isEqualTo("7000");
    inXero("{\"AddressType\":\"POBOX\",\"City\":\"Burnie\",\"PostalCode\":\"7000\"}");
    findOut();
    assertThat(open(Conflicts.Sort.OVERLAP))
        .as("the address, but for the town, which somebody wrote anew")
        .allSatisfy(
            it ->
                assertThat(it.traces())
                    .extracting(Conflicts.Trace::who)
                    .containsExactly("Morgan Hale"))
        .extracting(Conflicts.Open::field)
        .contains("postcode")
        .doesNotContain("town");
    assertThat(open(Conflicts.Sort.BOTH)).extracting(Conflicts.Open::field).contains("town");
    assertThat(story()).anyMatch(it -> it.contains(MAYBE)).anyMatch(it -> it.contains(OVERTAKEN));
  }

  @Test
  void whatNeverArrivedWentOverNothing() {
    overtake("drop-before-commit");
    assertThat(postal("PostalCode")).isEqualTo("7010");
    inXero("{\"AddressType\":\"POBOX\",\"City\":\"Burnie\",\"PostalCode\":\"7010\"}");
    findOut();
    assertThat(open(Conflicts.Sort.OVERLAP)).isEmpty();
    assertThat(open(Conflicts.Sort.BOTH)).extracting(Conflicts.Open::field).contains("town");
    assertThat(books.calls("GET", "/History")).as("looked at").isEqualTo(1);
    assertThat(story()).anyMatch(it -> it.contains(MAYBE)).noneMatch(it -> it.contains(OVERTAKEN));
  }

  /** Nobody changed it since we knew it: it never arrived, and goes again. */
  @Test
  void whatNobodyChangedGoesAgainWithoutAWord() {
    books.fault("drop-before-commit", "POST", "Contacts");
    books.change(ann, ClientField.CITY, "Launceston");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    findOut();
    assertThat(postal("City")).isEqualTo("Launceston");
    assertThat(story()).noneMatch(it -> it.contains(MAYBE));
  }

  /** Their postcode, and then our town, of which no answer comes. */
  private void overtake(String fault) {
    inXero("{\"AddressType\":\"POBOX\",\"City\":\"Hobart\",\"PostalCode\":\"7010\"}");
    clock.advance(Duration.ofSeconds(10));
    books.fault(fault, "POST", "Contacts");
    books.change(ann, ClientField.CITY, "Launceston");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    clock.advance(Duration.ofSeconds(30));
  }

  /** Too late to send it again under its key: what became of it is read, and then its history. */
  private void findOut() {
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(5));
    books.settle();
    clock.advance(Duration.ofMinutes(11));
    books.settle();
  }

  private void inXero(String address) {
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", ann.value()),
        "{\"Addresses\":[" + address + "]}");
  }

  private String postal(String field) {
    return books
        .contacts("Ann Lee")
        .getFirst()
        .path("Addresses")
        .valueStream()
        .filter(it -> it.path("AddressType").asString().equals("POBOX"))
        .findFirst()
        .orElseThrow()
        .path(field)
        .asString("");
  }

  private List<Conflicts.Open> open(Conflicts.Sort sort) {
    return books.in(() -> books.bean(Conflicts.class).open(50)).stream()
        .filter(it -> it.sort() == sort)
        .toList();
  }

  private List<String> story() {
    return books.in(() -> books.bean(Story.class).of(Kind.CLIENT, ann.value())).stream()
        .map(StoryEntry::text)
        .toList();
  }
}
