package dev.tandem.bench.push;

import dev.tandem.bench.Table;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Part d: somebody adds a client and sends it at once while thousands of others are on their way.
 * Counted are the calls that the lane begins between the click and the call that carries it.
 */
final class PersonsClick {

  private static final int CLICKS = 6;

  /** Forty calls: one minute's budget carries them. */
  private static final int BACKLOG = 2_000;

  private static final Duration LOOK = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Practice practice;
  private final PacedLane lane;
  private final Work work;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  PersonsClick(Practice practice, PacedLane lane) {
    this.practice = practice;
    this.lane = lane;
    this.work = new Work(practice);
    this.jdbc = practice.world().bean(JdbcClient.class);
    this.transaction = practice.world().bean("inPractice", TransactionTemplate.class);
  }

  private record Click(long calls, Duration until) {}

  Measured run(int count) {
    lane.toRest();
    var clicks = new ArrayList<Click>();
    for (int i = 0; i < CLICKS; i++) {
      steer(false);
      work.clients("Crowd" + Work.spoken(i), Math.min(count, BACKLOG));
      lane.nextMinute();
      steer(true);
      clicks.add(click(i));
      lane.toRest();
    }
    long most = clicks.stream().mapToLong(Click::calls).max().orElseThrow();
    List<Duration> times = new ArrayList<>(clicks.stream().map(Click::until).toList());
    Collections.sort(times);
    var table =
        new Table("A person's click during a bulk push", "median", "most")
            .row("calls begun before it", median(clicks), "" + most)
            .row("until Xero has answered, ms", ms(times.get(CLICKS / 2)), ms(times.getLast()));
    return new Measured("A click meanwhile", table, Map.of("clickWaitsCalls", most), List.of());
  }

  private void steer(boolean on) {
    var lanes = practice.world().bean(Lanes.class);
    practice.run(
        () -> {
          if (on) {
            lanes.resume(practice.lane());
          } else {
            lanes.pause(practice.lane());
          }
        });
  }

  private Click click(int number) {
    awaitBulk();
    long began = System.nanoTime();
    ClientId person =
        practice.in(() -> practice.world().bean(Clients.class).add(Work.person("Click", number)));
    practice.run(
        () ->
            practice
                .world()
                .bean(Outbox.class)
                .sendNow(new RecordRef(Kind.CLIENT.text(), person.value())));
    // The click is committed: calls begun before could not know of it.
    long seq = CallCount.now(practice);
    long carried = awaitCarried(person, began);
    return new Click(Math.max(0, carried - seq - 1), Duration.ofNanos(System.nanoTime() - began));
  }

  /** The bulk has begun, and is far from its end. */
  private void awaitBulk() {
    long seq = CallCount.now(practice);
    long begun = System.nanoTime();
    while (CallCount.now(practice) < seq + 5) {
      pause(begun);
    }
  }

  private long awaitCarried(ClientId person, long began) {
    while (true) {
      Optional<Long> seq = practice.in(() -> carriedBy(person));
      if (seq.isPresent()) {
        return seq.get();
      }
      pause(began);
    }
  }

  private Optional<Long> carriedBy(ClientId person) {
    var found =
        transaction.execute(
            _ ->
                jdbc.sql(
                        """
                        select write_seq from practice.link
                         where kind = 'client' and record = :record""")
                    .param("record", person.value())
                    .query(Long.class)
                    .optional());
    return found == null ? Optional.empty() : found;
  }

  private void pause(long began) {
    if (System.nanoTime() - began > PATIENCE.toNanos()) {
      throw new IllegalStateException("The click was not sent, see " + practice.world().log());
    }
    PacedLane.pause(LOOK);
  }

  private static String median(List<Click> clicks) {
    return "" + clicks.stream().mapToLong(Click::calls).sorted().toArray()[CLICKS / 2];
  }

  private static String ms(Duration time) {
    return String.format(Locale.ROOT, "%,d", time.toMillis());
  }
}
