package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class GroupCommitTest {

  private static final Executor CALLERS = Thread::startVirtualThread;

  private final ConcurrentLinkedQueue<List<String>> commits = new ConcurrentLinkedQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger busyWriters = new AtomicInteger();
  private GroupCommit<String> group;

  @AfterEach
  void close() {
    gate.countDown();
    group.stop();
  }

  @Test
  void whatWaitsMeanwhileGoesIntoOneCommit() throws Exception {
    open(this::storeBehindTheGate);
    var callers = callers(50);
    awaitQueueing(48);
    gate.countDown();
    CompletableFuture.allOf(callers).get(5, TimeUnit.SECONDS);
    assertThat(commits.stream().mapToInt(List::size).sum()).isEqualTo(50);
    assertThat(commits).hasSizeLessThan(10);
  }

  @Test
  void nobodyIsAnsweredBeforeTheCommit() throws Exception {
    open(this::storeBehindTheGate);
    var callers = callers(10);
    awaitQueueing(8);
    assertThat(callers).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void stoppingServesWhoeverIsInsideAndLetsNobodyElseIn() throws Exception {
    open(this::storeBehindTheGate);
    var callers = callers(20);
    awaitQueueing(18);
    var stopped = CompletableFuture.runAsync(group::stop, CALLERS);
    gate.countDown();
    stopped.get(5, TimeUnit.SECONDS);
    CompletableFuture.allOf(callers).get(5, TimeUnit.SECONDS);
    assertThat(commits.stream().mapToInt(List::size).sum()).isEqualTo(20);
    assertThatThrownBy(() -> group.commit(List.of("late"))).isInstanceOf(NotAccepted.class);
  }

  @Test
  void worksAgainAfterAStop() {
    open(commits::add);
    group.stop();
    group.start();
    group.commit(List.of("row"));
    assertThat(commits).hasSize(1);
  }

  @Test
  void oneRowTheDatabaseWillNotHaveDoesNotRefuseTheOthers() throws Exception {
    open(
        rows -> {
          storeBehindTheGate(rows);
          if (rows.contains("3")) {
            throw new DataIntegrityViolationException("no");
          }
        });
    var callers = callers(30);
    awaitQueueing(28);
    gate.countDown();
    for (int i = 0; i < callers.length; i++) {
      if (i == 3) {
        assertThat(callers[i]).failsWithin(Duration.ofSeconds(5));
      } else {
        assertThat(callers[i]).succeedsWithin(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void saysAtOnceThatItIsStuck() throws Exception {
    open(this::storeBehindTheGate);
    var callers = callers(10);
    for (CompletableFuture<Void> it : callers) {
      assertThat(it).failsWithin(Duration.ofSeconds(8));
    }
    gate.countDown();
    group.commit(List.of("well again"));
  }

  private void open(Consumer<List<String>> store) {
    group = new GroupCommit<>(store, _ -> 1);
    group.start();
  }

  private void storeBehindTheGate(List<String> rows) {
    busyWriters.incrementAndGet();
    try {
      assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    commits.add(rows);
  }

  /** The first two take a writer each, so that the rest is sure to wait in the line. */
  @SuppressWarnings("unchecked")
  private CompletableFuture<Void>[] callers(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            it -> {
              var caller =
                  CompletableFuture.runAsync(() -> group.commit(List.of("" + it)), CALLERS);
              if (it < GroupCommit.WRITERS) {
                await(() -> busyWriters.get() > it);
              }
              return caller;
            })
        .toArray(CompletableFuture[]::new);
  }

  private void awaitQueueing(int waiting) {
    await(() -> group.waiting() == waiting);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
