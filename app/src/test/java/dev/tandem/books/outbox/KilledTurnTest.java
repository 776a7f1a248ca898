package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Write;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushClaim.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
  @Autowired PushWork work;
  @Autowired PushBatches batches;
  @Autowired PushCall call;
  @Autowired Inbox inbox;
  @Autowired UnknownOutcome unknown;

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
                calls -> {
                  begin(write, point, calls);
                  return true;
                }));
    clock.advance(wait);
    books.settle();
    books.settle();
    write.assertOnce(books, record);
  }

  private void begin(Write write, Killed point, LaneCalls calls) {
    Kind kind = Kind.of(write.kind());
    if (write == Write.ALLOCATION_MADE || write == Write.REFUND_MADE) {
      call.send(claimed(Kind.CREDIT_NOTE, calls).batch(), LaneClass.PUSH, calls);
    }
    Claimed.Batch claimed = claimed(kind, calls);
    if (point == Killed.AFTER_IT_WAS_SENT) {
      PushCall.call(
          claimed.batch(),
          LaneClass.PUSH,
          calls,
          claimed.batch().preparedAt().plusSeconds(5),
          () -> true);
    }
  }

  /** Credit notes are read before the first one is sent. */
  private Claimed.Batch claimed(Kind kind, LaneCalls calls) {
    if (!inbox.isAwake(kind, calls.scope().tenant())) {
      inbox.sweep(kind.shownBy(), LaneClass.PUSH, calls);
    }
    return (Claimed.Batch) claim.claim(kind, calls.scope(), false);
  }

  @Test
  void theNextTurnFindsItRightAtItsStart() {
    BooksRoom books = BooksRoom.open(house);
    prepareOne(books);
    assertThat(books.<Instant>in(() -> batches.due(BooksRoom.TENANT))).isNull();
    var turn = new LaneScope(books.lane(), books.binding().value(), true, 1_000_000);
    assertThat(books.<LaneJob>in(() -> work.next(LaneClass.PERSON, turn))).isNull();
    assertThat(books.in(() -> batches.due(BooksRoom.TENANT)))
        .as("its outcome is unknown, and looked for when the first sending is surely over")
        .isEqualTo(clock.instant().plus(UnknownOutcome.FIRST_IS_OVER));
  }

  @Test
  void whoHasLostTheLanePreparesNothingMore() {
    BooksRoom books = BooksRoom.open(house);
    books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    var former = new LaneScope(books.lane(), books.binding().value(), true, 0);
    assertThat(claim(books, former)).isInstanceOf(Claimed.Nothing.class);
    assertThat(claim(books, new LaneScope(books.lane(), books.binding().value(), true, -1)))
        .isInstanceOf(Claimed.Batch.class);
  }

  @Test
  void aReplayIsNotSentOnceNothingMayLeaveAnyMore() {
    BooksRoom books = BooksRoom.open(house);
    PushBatch batch = prepareOne(books);
    books.forgetCalls();
    var asked = new AtomicInteger();
    // Sending is turned off between the choice and the call, which waited for its seat.
    assertThatThrownBy(
            () ->
                books.in(
                    () ->
                        lanes.visit(
                            books.binding(),
                            calls -> {
                              unknown.resolve(batch, calls, () -> asked.getAndIncrement() == 0);
                              return true;
                            })))
        .isInstanceOf(LaneStopped.class);
    assertThat(books.calls("", "/api.xro/")).isZero();
    assertThat(books.contacts("Zed Zulu")).isEmpty();
    assertThat(books.in(() -> batches.due(BooksRoom.TENANT))).as("looked at again").isNotNull();
  }

  /** Stored as one call that nobody has sent yet; the clock stands still. */
  private PushBatch prepareOne(BooksRoom books) {
    books.add("Zed", "Zulu");
    clock.stopAt(clock.instant().plusSeconds(2));
    var guest = new LaneScope(books.lane(), books.binding().value(), true, -1);
    return ((Claimed.Batch) claim(books, guest)).batch();
  }

  private Claimed claim(BooksRoom books, LaneScope scope) {
    return books.in(() -> claim.claim(Kind.CLIENT, scope, false));
  }
}
