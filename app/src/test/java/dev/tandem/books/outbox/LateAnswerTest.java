package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Verdict;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.outbox.PushClaim.Claimed;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A node that was held up, before it sent or before it wrote the answer down. */
@TandemTest
class LateAnswerTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Lanes lanes;
  @Autowired PushClaim claim;
  @Autowired PushCall call;
  @Autowired PushOutcome outcome;
  @Autowired Settlement settlement;
  @Autowired Linking linking;

  private BooksRoom books;
  private ClientId zed;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    zed = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(3));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  /** Others have found out meanwhile, and gone on. */
  @Test
  void anAnswerToWhatIsSettledChangesNothing() {
    var batch = new AtomicReference<PushBatch>();
    var answer = new AtomicReference<Answer<List<Verdict>>>();
    visit(
        calls -> {
          batch.set(claimed(calls));
          answer.set(
              PushCall.call(
                  batch.get(),
                  LaneClass.PUSH,
                  calls,
                  batch.get().preparedAt().plusSeconds(5),
                  () -> true));
        });
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("client", zed.value()).state()).isEqualTo(State.IN_STEP);
    books.in(() -> linking.unlink(BooksRoom.TENANT, zed.value()));

    Practices.run(
        books.practice(),
        () -> outcome.answered(batch.get(), answer.get().value(), answer.get().seq()));
    assertThat(books.ledgerId("client", zed.value())).as("undone is undone").isNull();
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
  }

  @Test
  void whatWasHeldUpBeforeItWasSentIsNotSentAnyMore() {
    books.forgetCalls();
    visit(
        calls -> {
          PushBatch batch = claimed(calls);
          clock.advance(Duration.ofSeconds(6));
          assertThatThrownBy(() -> call.send(batch, LaneClass.PUSH, calls))
              .isInstanceOf(LaneStopped.class);
          assertThat(calls.scope().resting().holds(KindOfWork.sending(Kind.CLIENT)))
              .as("it rests for the turn")
              .isTrue();
        });
    assertThat(books.calls("PUT", "Contacts")).isZero();
    assertThat(books.in(() -> books.bean(Lanes.class).states()))
        .as("its own lateness is nobody's outage")
        .allSatisfy(it -> assertThat(it.outage().lasts()).isFalse());
    books.settle();
    assertThat(books.calls("PUT", "Contacts")).isEqualTo(1);
    assertThat(books.standing("client", zed.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Two jobs look for the same: one has found it, and it was changed here since. */
  @Test
  void whoFindsOutSecondSaysNothing() {
    ClientId yan = books.add("Yan", "Yoke");
    clock.advance(Duration.ofSeconds(3));
    var batch = new AtomicReference<PushBatch>();
    var answer = new AtomicReference<Answer<List<Verdict>>>();
    visit(
        calls -> {
          batch.set(claimed(calls));
          answer.set(
              PushCall.call(
                  batch.get(),
                  LaneClass.PUSH,
                  calls,
                  batch.get().preparedAt().plusSeconds(5),
                  () -> true));
        });
    PushBatch first = batch.get().only(item(batch.get(), zed));
    var there = ((Verdict.Stored) answer.get().value().get(first.items().getFirst().position()));
    run(() -> settlement.settle(first, List.of(there.record()), answer.get().seq()));
    assertThat(books.ledgerId("client", zed.value())).isNotNull();
    books.change(zed, ClientField.CITY, "Hobart");

    run(() -> settlement.settle(first, List.of(), answer.get().seq()));
    run(() -> outcome.unrecorded(first));
    assertThat(books.standing("client", zed.value()).state()).isEqualTo(State.WAITING);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("client", zed.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("client", yan.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Yan Yoke")).hasSize(1);
  }

  /** Xero may not have it everywhere at once; called gone, somebody might have it made again. */
  @Test
  void whatOneAnswerLacksIsNotCalledGone() {
    books.settle();
    books.change(zed, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofSeconds(3));
    var batch = new AtomicReference<PushBatch>();
    var answer = new AtomicReference<Answer<List<Verdict>>>();
    visit(
        calls -> {
          batch.set(claimed(calls));
          answer.set(
              PushCall.call(
                  batch.get(),
                  LaneClass.PUSH,
                  calls,
                  batch.get().preparedAt().plusSeconds(5),
                  () -> true));
        });
    run(() -> settlement.settle(batch.get(), List.of(), answer.get().seq()));
    assertThat(books.standing("client", zed.value()).state()).isEqualTo(State.WAITING);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("client", zed.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
  }

  private static PushBatch.Item item(PushBatch batch, ClientId client) {
    return batch.items().stream()
        .filter(it -> it.record().equals(client.value()))
        .findFirst()
        .orElseThrow();
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work);
  }

  private PushBatch claimed(LaneCalls calls) {
    return ((Claimed.Batch) claim.claim(Kind.CLIENT, calls.scope(), false)).batch();
  }

  private void visit(Consumer<LaneCalls> work) {
    books.in(
        () ->
            lanes.visit(
                books.binding(),
                calls -> {
                  work.accept(calls);
                  return true;
                }));
  }
}
