package dev.tandem.books.outbox;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Write;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushClaim.Claimed;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * A turn that ends in the middle, as a killed process leaves it: a stored batch, and nobody who
 * knows whether it was sent. The next turn finds it.
 */
@TandemTest
class KilledTurnTest {

  /** Where the turn ends. */
  enum Killed {
    BEFORE_IT_WAS_SENT,
    AFTER_IT_WAS_SENT
  }

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired PushClaim claim;
  @Autowired Lanes lanes;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  static Stream<Arguments> kills() {
    return Stream.of(Write.values())
        .flatMap(
            write ->
                Stream.of(Killed.values())
                    .flatMap(
                        point ->
                            Stream.of(Duration.ZERO, Duration.ofMinutes(6))
                                .map(wait -> arguments(write, point, wait))));
  }

  @ParameterizedTest(name = "{0}, killed {1}, looked at after {2}")
  @MethodSource("kills")
  void itHappensOnce(Write write, Killed point, Duration wait) {
    BooksRoom books = BooksRoom.open(house);
    Write.Made made = write.prepare(books);
    UUID record = write.queue(books, made);
    clock.advance(Duration.ofSeconds(2));
    books.in(
        () ->
            lanes.visit(
                books.binding(),
                3,
                calls -> {
                  begin(Kind.of(write.kind()), point, calls);
                  return true;
                }));
    clock.advance(wait);
    books.settle();
    books.settle();
    write.assertOnce(books, record);
  }

  private void begin(Kind kind, Killed point, LaneCalls calls) {
    var claimed = (Claimed.Batch) claim.claim(kind, calls.scope(), false);
    if (point == Killed.AFTER_IT_WAS_SENT) {
      PushCall.call(
          claimed.batch(), LaneClass.PUSH, calls, claimed.batch().preparedAt().plusSeconds(5));
    }
  }
}
