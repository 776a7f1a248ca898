package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.clients.ClientsImported;
import dev.tandem.shared.Practices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** An import reaches the ledger in full calls. */
@TandemTest
class ThousandClientsTest {

  @Autowired ApplicationContext house;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate inPractice;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void reachTheLedgerInTwentyWritesAndAgainInNone() {
    BooksRoom books = BooksRoom.open(house);
    int before = books.records("contacts", _ -> true).size();
    books.forgetCalls();
    List<ClientId> imported = new ArrayList<>();
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  for (int i = 0; i < 1000; i++) {
                    imported.add(
                        books
                            .bean(Clients.class)
                            .add(ClientDetails.person("Client", "Number" + i % 990)));
                  }
                }));
    books.settle();
    assertThat(books.records("contacts", _ -> true)).hasSize(before + 1000);
    assertThat(books.calls("PUT", "/Contacts")).isEqualTo(20);
    assertThat(books.calls("", "/api.xro/")).isLessThanOrEqualTo(25);
    books.forgetCalls();
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> events.publishEvent(new ClientsImported(imported))));
    books.settle();
    assertThat(books.calls("PUT", "/Contacts") + books.calls("POST", "/Contacts")).isZero();
  }
}
