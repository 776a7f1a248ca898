package dev.tandem.books.connection.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.TokenUpkeep;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;

/** A host's cron sets the renewal of tokens off. */
@TandemTest
class CronTest {

  private static final String PATH = "/api/cron/xero-token-refresh";

  @Autowired ApplicationContext house;
  @Autowired TokenUpkeep upkeep;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void renewsWhatLayStillAndSaysHowMany() {
    BooksRoom.open(house);
    clock.advance(Duration.ofDays(11));
    Browser.Page page = call("GET", "Bearer " + TandemTest.CRON_SECRET);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("\"keptAlive\":1");
    assertThat(call("POST", "Bearer " + TandemTest.CRON_SECRET).body()).contains("\"keptAlive\":0");
  }

  @Test
  void doesNothingForAnybodyElse() {
    for (String wrong : new String[] {"", "Bearer ", "Bearer guessed", TandemTest.CRON_SECRET}) {
      Browser.Page page = call("GET", wrong);
      assertThat(page.status()).as(wrong).isEqualTo(401);
      assertThat(page.body()).doesNotContain("keptAlive");
    }
  }

  @Test
  void isNotThereWithoutASecret() {
    var without = new CronController(upkeep, " ");
    assertThat(without.refresh("Bearer ").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(without.refresh(null).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
  }

  private Browser.Page call(String verb, String authorization) {
    Browser cron = TestPractice.open(house).browser();
    var request = cron.request(PATH).method(verb, BodyPublishers.noBody());
    return cron.send(
        authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }
}
