package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Cause;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Of each record: what was sent, what came back, before and after, and who caused it. */
@TandemTest
class RecordStoryTest {

  @Autowired private ApplicationContext house;
  @Autowired private TestClock clock;

  private BooksRoom books;
  private TestPractice people;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    people = TestPractice.of(house, books.practice());
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void namesThePersonWhoMadeTheChange() {
    ClientId ann = books.room().client();
    edit(people.browser(Role.RECEPTIONIST), ann, Map.of("phone", "+61 2 5550 1234"));
    books.settle();
    assertThat(last(ann).by())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo("STAFF");
              assertThat(it.name()).isEqualTo("Robin " + Role.RECEPTIONIST.title());
              assertThat(it.id()).isNotNull();
            });
  }

  @Test
  void namesEveryoneWhoseChangesTravelTogether() {
    ClientId ann = books.room().client();
    Browser owner = people.browser(Role.OWNER);
    edit(people.browser(Role.RECEPTIONIST), ann, Map.of("phone", "+61 2 5550 1234"));
    edit(owner, ann, Map.of("email", "ann@example.com"));
    edit(owner, ann, Map.of("email", "ann.lee@example.com"));
    books.settle();
    assertThat(last(ann).by())
        .extracting(Cause::name)
        .containsExactly("Robin " + Role.RECEPTIONIST.title(), "Robin " + Role.OWNER.title());
  }

  @Test
  void namesTheApiKey() {
    var answer =
        people
            .program(Role.OWNER)
            .post("/api/v1/clients", "{\"givenName\":\"Kay\",\"familyName\":\"Api\"}");
    assertThat(answer.status()).isEqualTo(201);
    books.settle();
    UUID id =
        UUID.fromString(answer.body().replaceFirst("(?s).*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
    assertThat(last(new ClientId(id)).by())
        .singleElement()
        .satisfies(it -> assertThat(it.kind()).isEqualTo("API_KEY"));
  }

  @Test
  void showsBeforeAndAfterOfWhatWasSent() {
    ClientId bo = books.add("Bo", "Ray");
    books.change(bo, ClientField.EMAIL, "old@example.com");
    books.settle();
    books.change(bo, ClientField.EMAIL, "new@example.com");
    books.settle();
    StoryEntry it = last(bo);
    assertThat(it.text()).isEqualTo("Changed in Xero");
    assertThat(it.changes()).containsEntry(Fields.EMAIL, "new@example.com");
    assertThat(it.before()).containsEntry(Fields.EMAIL, "old@example.com");
    assertThat(it.before().keySet()).as("only what travelled").isEqualTo(it.changes().keySet());
  }

  @Test
  void showsWhatCameBackOtherThanSent() {
    ClientId bo = books.add("Bo", "Ray");
    books.settle();
    books.change(bo, ClientField.EMAIL, "bo@example.com");
    books.settle();
    assertThat(last(bo).came()).as("as sent").doesNotContainKey(Fields.EMAIL);
  }

  @Test
  void namesXeroForWhatWasChangedThere() {
    ClientId bo = books.add("Bo", "Ray");
    books.change(bo, ClientField.EMAIL, "bo@example.com");
    books.settle();
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", bo.value()),
        "{\"EmailAddress\":\"there@example.com\"}");
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    StoryEntry it = last(bo);
    assertThat(it.text()).contains("in Xero");
    assertThat(it.by()).extracting(Cause::name).containsExactly("Xero");
    assertThat(it.changes()).containsEntry(Fields.EMAIL, "there@example.com");
    assertThat(it.before()).containsEntry(Fields.EMAIL, "bo@example.com");
  }

  @Test
  void leadsToTheCallThatCarriedIt() {
    ClientId bo = books.add("Bo", "Ray");
    books.settle();
    StoryEntry it = last(bo);
    SyncLog.Call call =
        books.log().stream().filter(one -> one.seq() == it.seq()).findFirst().orElseThrow();
    assertThat(call.operation()).isEqualTo("create clients");
    assertThat(call.correlation()).isNotNull();
    assertThat(call.batch()).isEqualTo(it.batch());
    assertThat(call.bytesOut()).isPositive();
  }

  private static void edit(Browser desk, ClientId client, Map<String, String> typed) {
    desk.get("/clients/" + client + "/edit");
    assertThat(desk.submit("/clients/" + client, typed).status()).isEqualTo(302);
  }

  private StoryEntry last(ClientId client) {
    List<StoryEntry> all = books.in(() -> books.bean(Story.class).of(Kind.CLIENT, client.value()));
    return all.getLast();
  }
}
