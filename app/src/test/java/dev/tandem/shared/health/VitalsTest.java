package dev.tandem.shared.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.shared.health.Vital.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class VitalsTest {

  @Test
  void isWellWhenNothingIsDown() {
    var vitals =
        new Vitals(
            List.of(vital("database", () -> State.UP), vital("email", () -> State.NOT_SET_UP)),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1));
    var answer = new HealthController(vitals).health();
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(answer.getBody()).containsEntry("status", "up").containsEntry("email", "not set up");
  }

  @Test
  void waitsABoundedTimeForAllTogetherAndAsksNobodyTwice() {
    var never = new CountDownLatch(1);
    var asked = new AtomicInteger();
    Supplier<State> hanging =
        () -> {
          asked.incrementAndGet();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return State.UP;
        };
    var vitals =
        vitals(
            vital("database", hanging), vital("email", hanging), vital("ledger", () -> State.UP));
    long began = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      var answer = new HealthController(vitals).health();
      assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
      assertThat(answer.getBody())
          .containsEntry("status", "down")
          .containsEntry("database", "down")
          .containsEntry("ledger", "up");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    assertThat(asked).as("no pile behind what hangs").hasValue(2);
    never.countDown();
  }

  @Test
  void asksAnewWhenALookNeverReturns() {
    var never = new CountDownLatch(1);
    var asked = new AtomicInteger();
    Supplier<State> hangsOnce =
        () -> {
          if (asked.incrementAndGet() == 1) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return State.UP;
        };
    // Given up long before patience ends, so that the second call begins anew however slow it is.
    var vitals =
        new Vitals(
            List.of(vital("database", hangsOnce)), Duration.ofSeconds(2), Duration.ofMillis(50));
    assertThat(vitals.all()).containsEntry("database", State.DOWN);
    assertThat(vitals.all()).containsEntry("database", State.UP);
    never.countDown();
  }

  @Test
  void takesADatabaseThatIsAwayForDown() {
    var nobody = new DriverManagerDataSource("jdbc:postgresql://localhost:1/none", "u", "p");
    var vitals = vitals(new DatabaseVital(JdbcClient.create(nobody)));
    assertThat(vitals.all()).containsEntry("database", State.DOWN);
    assertThat(new DatabaseHealth(vitals).health().getStatus().getCode()).isEqualTo("DOWN");
  }

  private static Vitals vitals(Vital... all) {
    return new Vitals(List.of(all), Duration.ofSeconds(2), Duration.ofMinutes(1));
  }

  private static Vital vital(String name, Supplier<State> look) {
    return new Vital() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public State look() {
        return look.get();
      }
    };
  }
}
