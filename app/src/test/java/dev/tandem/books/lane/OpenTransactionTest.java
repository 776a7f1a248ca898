package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A long import has signalled and not committed yet: the lane goes on. */
@TandemTest
class OpenTransactionTest {

  @Autowired ApplicationContext house;
  @Autowired Lanes lanes;
  @Autowired TransactionTemplate inPractice;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aSignalThatIsNotCommittedHoldsNoCallUp() {
    BooksRoom books = BooksRoom.open(house);
    books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  lanes.signal();
                  CompletableFuture.runAsync(books::turn).orTimeout(20, TimeUnit.SECONDS).join();
                }));
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
  }
}
