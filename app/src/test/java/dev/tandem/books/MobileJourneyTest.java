package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A client's mobile is one of the telephones over there, and touches none of the others. */
@TandemTest
class MobileJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private ClientId client;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    client = books.room().client();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void eachNumberStaysWhereItBelongs() {
    inXero(
        """
        {"Phones":[{"PhoneType":"DEFAULT","PhoneNumber":"02 5550 1234"},
          {"PhoneType":"DDI","PhoneNumber":"02 5550 9999"},
          {"PhoneType":"MOBILE","PhoneNumber":"570 156","PhoneAreaCode":"0491"}]}""");
    assertThat(details().phone()).isEqualTo("02 5550 1234");
    assertThat(details().mobile()).isEqualTo("0491 570 156");

    books.change(client, ClientField.MOBILE, "0491 570 157");
    clock.advance(Duration.ofMinutes(2));
    books.settle();
    assertThat(phones())
        .containsEntry("MOBILE", "+61491570157")
        .containsEntry("DEFAULT", "02 5550 1234")
        .containsEntry("DDI", "02 5550 9999");

    books.change(client, ClientField.MOBILE, "");
    clock.advance(Duration.ofMinutes(2));
    books.settle();
    assertThat(phones()).containsEntry("MOBILE", "").containsEntry("DEFAULT", "02 5550 1234");
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Dialled as it stands it would be a number in Sydney. */
  @Test
  void aCountryCodeInXeroMakesItANumberAbroadAndStandsThereAsItIs() {
    inXero(
        """
        {"Phones":[{"PhoneType":"DEFAULT","PhoneCountryCode":"64","PhoneAreaCode":"9",
            "PhoneNumber":"555 0123"},
          {"PhoneType":"MOBILE","PhoneCountryCode":"0064","PhoneAreaCode":"021",
            "PhoneNumber":"555 012"}]}""");
    assertThat(view().phoneE164()).isEqualTo("+6495550123");
    assertThat(view().mobileE164()).isEqualTo("+6421555012");
    JsonNode asMade = entries();

    books.forgetCalls();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    inXero("{\"EmailAddress\":\"other@example.com\"}");
    assertThat(details().email()).isEqualTo("other@example.com");
    assertThat(books.calls("POST", "Contacts")).as("what came in is no change of ours").isZero();
    assertThat(books.calls("PUT", "Contacts")).isZero();

    books.change(client, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofMinutes(2));
    books.settle();
    assertThat(books.contacts("Ann Lee").getFirst().toString()).contains("Hobart");
    assertThat(entries()).as("no part of a number moves with another field").isEqualTo(asMade);

    books.change(client, ClientField.MOBILE, "0491 570 157");
    clock.advance(Duration.ofMinutes(2));
    books.settle();
    assertThat(phones()).containsEntry("MOBILE", "+61491570157");
    assertThat(entry(entries(), "MOBILE").path("PhoneCountryCode").asString()).isEmpty();
    assertThat(entry(entries(), "DEFAULT")).isEqualTo(entry(asMade, "DEFAULT"));
    assertThat(view().phoneE164()).isEqualTo("+6495550123");
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatBothSidesChangedWaitsForAPerson() {
    clock.advance(Duration.ofSeconds(5));
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()),
        "{\"Phones\":[{\"PhoneType\":\"MOBILE\",\"PhoneNumber\":\"0491 570 156\"}]}");
    books.change(client, ClientField.MOBILE, "0491 570 157");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(disputed()).containsExactly("mobile");
    assertThat(phones()).containsEntry("MOBILE", "0491 570 156");
    assertThat(details().mobile()).isEqualTo("0491 570 157");
  }

  /** As the migration leaves a client who was linked before there was the field. */
  @Test
  void oneThatWasThereBeforeTheFieldComesInAndIsNeverOverwritten() {
    inXero("{\"Phones\":[{\"PhoneType\":\"MOBILE\",\"PhoneNumber\":\"0491 570 156\"}]}");
    forget();
    inXero("{\"EmailAddress\":\"other@example.com\"}");
    assertThat(details().mobile()).isEqualTo("0491 570 156");

    forget();
    books.change(client, ClientField.MOBILE, "0491 570 157");
    books.settle();
    assertThat(phones()).as("it is read first").containsEntry("MOBILE", "0491 570 156");
    assertThat(disputed()).containsExactly("mobile");
  }

  private void forget() {
    inPractice(
        jdbc -> {
          jdbc.sql(
                  """
                  update practice.link
                     set kept = null, agreed = jsonb_set(agreed, '{mobile}', '{"ours": "", "theirs": null}')
                   where kind = 'client' and record = ?""")
              .param(client.value())
              .update();
          return jdbc.sql(
                  "update practice.client set mobile = '', mobile_e164 = null, mobile_key = '' where id = ?")
              .param(client.value())
              .update();
        });
    assertThat(details().mobile()).isEmpty();
  }

  private List<String> disputed() {
    return inPractice(
        jdbc ->
            jdbc.sql("select field from practice.conflict where record = ? and closed_at is null")
                .param(client.value())
                .query(String.class)
                .list());
  }

  private <T> T inPractice(Function<JdbcClient, T> work) {
    return books.in(
        () ->
            books
                .bean(TransactionTemplate.class)
                .execute(_ -> work.apply(books.bean(JdbcClient.class))));
  }

  private void inXero(String body) {
    clock.advance(Duration.ofSeconds(5));
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()), body);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private ClientDetails details() {
    return view().details();
  }

  private ClientView view() {
    return books.in(() -> books.bean(Clients.class).find(client));
  }

  /** As over there, in all their parts. */
  private JsonNode entries() {
    return books.contacts("Ann Lee").getFirst().path("Phones");
  }

  private static JsonNode entry(JsonNode phones, String type) {
    return StreamSupport.stream(phones.spliterator(), false)
        .filter(it -> it.path("PhoneType").asString().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** By kind, as over there. */
  private Map<String, String> phones() {
    var phones = new HashMap<String, String>();
    for (JsonNode it : entries()) {
      phones.put(it.path("PhoneType").asString(), it.path("PhoneNumber").asString());
    }
    return phones;
  }
}
