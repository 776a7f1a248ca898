package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Xero's door for tokens is away, so no call gets through: people are told, and nothing is spent.
 */
@TandemTest
class OutagePageTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void thatXeroCannotBeReachedIsToldUntilItIs() {
    BooksRoom books = BooksRoom.open(house);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"503\",\"method\":\"POST\",\"path\":\"/connect/token\",\"count\":1000}");
    // No token lasts so long.
    clock.advance(Duration.ofMinutes(31));
    Integer left = state(books).dayLeft();
    int asked = books.calls("", "/api.xro/");
    ClientId zoe = books.add("Zoe", "Quill");
    for (int i = 0; i < 8; i++) {
      books.turn();
      clock.advance(Duration.ofSeconds(130));
    }
    assertThat(books.calls("", "/api.xro/")).isEqualTo(asked);
    assertThat(state(books).dayLeft()).isEqualTo(left);
    assertThat(books.log().stream().filter(it -> it.outcome().equals("no connection")))
        .as("a few at first, then one by one")
        .hasSizeBetween(8, 12);
    assertThat(owner.get("/ledger/queue").body())
        .contains("Xero cannot be reached since", "Next attempt");
    assertThat(owner.get("/ledger").body())
        .contains("Xero cannot be reached since", "tried again by itself");
    String pause = "/ledger/queue/" + books.binding();
    owner.get("/ledger/queue");
    owner.submit(pause + "/pause", Map.of("because", "month end"));
    assertThat(owner.get("/ledger/queue").body())
        .contains("Nothing is tried while calls are paused")
        .doesNotContain("Next attempt");
    owner.submit(pause + "/resumption", Map.of());

    xero.control("DELETE", "/_simulator/faults");
    books.settle();
    assertThat(books.standing("client", zoe.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owner.get("/ledger/queue").body()).doesNotContain("cannot be reached");
    assertThat(owner.get("/ledger").body()).doesNotContain("cannot be reached");
  }

  private static LaneState state(BooksRoom books) {
    return books.in(() -> books.bean(Lanes.class).states()).getFirst();
  }
}
