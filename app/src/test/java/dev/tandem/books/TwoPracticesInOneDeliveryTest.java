package dev.tandem.books;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Xero puts what happened in several organisations into one delivery: each practice reads what is
 * told of its own, and nothing of the other's.
 */
@TandemTest
class TwoPracticesInOneDeliveryTest {

  private static final UUID OTHER = UUID.fromString(DemoOrganisation.NZ.tenantId());

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  private BooksRoom books;
  private PracticeRoom neighbour;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void eachPracticeReadsItsOwn() throws Exception {
    books = BooksRoom.open(house);
    neighbour = PracticeRoom.open(house);
    connectNeighbour();
    settleNeighbour();
    ClientId ours = books.room().client();
    String here = books.ledgerId("client", ours.value());
    String there = ledgerId(neighbour.practice(), neighbour.client());
    clock.advance(Duration.ofSeconds(30));
    edit(DemoOrganisation.AU, here, "here@example.com");
    edit(DemoOrganisation.NZ, there, "there@example.com");
    int before = contactCalls(books.practice());
    int beforeThere = contactCalls(neighbour.practice());

    deliver(event(BooksRoom.TENANT, here) + "," + event(OTHER, there));
    books.settle();
    assertThat(email(books.practice(), ours)).isEqualTo("here@example.com");
    assertThat(email(neighbour.practice(), neighbour.client())).isEmpty();
    settleNeighbour();
    assertThat(email(neighbour.practice(), neighbour.client())).isEqualTo("there@example.com");
    assertThat(email(books.practice(), ours)).isEqualTo("here@example.com");
    assertThat(contactCalls(books.practice()) - before).isEqualTo(1);
    assertThat(contactCalls(neighbour.practice()) - beforeThere).isEqualTo(1);
  }

  private int contactCalls(PracticeId practice) {
    return (int)
        Practices.in(practice, () -> house.getBean(SyncLog.class).latest(500)).stream()
            .filter(it -> it.operation().equals("fetch clients"))
            .count();
  }

  private String email(PracticeId practice, ClientId client) {
    return Practices.in(practice, () -> house.getBean(Clients.class).find(client))
        .details()
        .email();
  }

  private String ledgerId(PracticeId practice, ClientId client) {
    return Objects.requireNonNull(
        Practices.in(
                practice,
                () -> house.getBean(Outbox.class).standing(new RecordRef("client", client.value())))
            .ledgerId());
  }

  private void edit(DemoOrganisation there, String contact, String email) {
    books.control(
        BooksRoom.organisation(there) + "/contacts/" + contact,
        "{\"EmailAddress\":\"" + email + "\"}");
  }

  private String event(UUID tenant, String contact) {
    return """
    {"resourceId":"%s","tenantId":"%s","tenantType":"ORGANISATION","eventCategory":"CONTACT",
     "eventType":"UPDATE","eventDateUtc":"%s"}"""
        .formatted(contact, tenant, clock.instant().toString().substring(0, 23));
  }

  private void deliver(String events) throws Exception {
    String body = "{\"events\":[" + events + "],\"firstEventSequence\":1,\"lastEventSequence\":2}";
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(TandemTest.WEBHOOK_KEY.getBytes(UTF_8), "HmacSHA256"));
    String signature = Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
    var somebody = TestPractice.of(house, books.practice()).browser();
    var answer =
        somebody.send(
            somebody
                .request("/webhooks/xero")
                .header("x-xero-signature", signature)
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.status()).isEqualTo(200);
  }

  private void connectNeighbour() {
    xero.control("POST", BooksRoom.organisation(DemoOrganisation.NZ) + "/currencies?code=AUD");
    PracticeId practice = neighbour.practice();
    var connections = house.getBean(Connections.class);
    var visitor = books.visitor();
    String page =
        Practices.in(practice, () -> connections.begin(visitor)).getRawQuery() + "&tenant=" + OTHER;
    String answer = xero.control("POST", "/_simulator/connect?" + page);
    var back =
        UriComponentsBuilder.fromUriString(
                new JsonMapper().readTree(answer).path("redirect").asString())
            .build()
            .getQueryParams();
    GrantId grant =
        Practices.in(
            practice,
            () -> connections.complete(visitor, back.getFirst("state"), back.getFirst("code")));
    BindingId binding =
        Practices.in(practice, () -> connections.choose(grant, OTHER.toString(), visitor));
    Practices.run(practice, () -> house.getBean(Plans.class).decide(binding));
    Practices.run(practice, () -> connections.turnSendingOn(binding));
  }

  private void settleNeighbour() {
    var lane = new LaneId("xero", OTHER);
    for (int i = 0; i < 60; i++) {
      Instant due = house.getBean(Lanes.class).runOnce(lane);
      if (due == null) {
        return;
      }
      Duration wait = Duration.between(clock.instant(), due);
      if (wait.compareTo(Duration.ofSeconds(130)) > 0) {
        return;
      }
      if (wait.isPositive()) {
        clock.advance(wait);
      }
    }
    throw new AssertionError("The lane does not come to rest");
  }
}
