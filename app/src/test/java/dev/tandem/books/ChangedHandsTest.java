package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.adoption.Adoptions;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** An organisation that went to another practice and came back. */
@TandemTest
class ChangedHandsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theOthersPeopleAndInvoicesStayAway() {
    BooksRoom first = BooksRoom.open(house);
    first.invoice();
    first.settle();
    clock.advance(Duration.ofHours(1));

    BooksRoom second = first.giveAway();
    second.add("Zed", "Zulu");
    // So many that their numbers pass those of the first.
    for (int i = 0; i < 3; i++) {
      second.invoice();
    }
    second.settle();
    assertThat(first.contacts("Zed Zulu")).hasSize(1);
    clock.advance(Duration.ofHours(1));
    Practices.run(
        second.practice(), () -> second.bean(Connections.class).disconnect(second.binding()));

    first.reconnect();
    // As after a restore, at once and once more when everything was read.
    Practices.run(first.practice(), first.bean(Adoptions.class)::adopt);
    first.settle();
    clock.advance(Duration.ofHours(1));
    Practices.run(first.practice(), first.bean(Adoptions.class)::adopt);
    first.settle();
    assertThat(first.in(() -> first.bean(Clients.class).search(ClientSearch.forText("")).clients()))
        .extracting(ClientView::name)
        .containsExactly("Ann Lee");
    assertThat(first.in(() -> first.bean(Billing.class).byNumbers(List.of("INV-0002", "INV-0003"))))
        .isEmpty();
    assertThat(first.in(() -> first.bean(Adoption.class).entries(BooksRoom.TENANT, null, 0, 10)))
        .isEmpty();
    // What is the first practice's own goes on as before.
    var own = first.add("Bo", "Stone");
    first.settle();
    assertThat(first.ledgerId("client", own.value())).isNotNull();
  }
}
