package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that waits shall go now; whoever asks may wait for what becomes of it. */
@Component
public class PushAll {

  private static final Duration LOOK = Duration.ofMillis(300);

  private final Forecasts forecasts;
  private final Lanes lanes;
  private final OutboxSettings settings;
  private final JdbcClient jdbc;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  PushAll(
      Forecasts forecasts,
      Lanes lanes,
      OutboxSettings settings,
      JdbcClient jdbc,
      TransactionTemplate inPractice,
      Clock clock) {
    this.forecasts = forecasts;
    this.lanes = lanes;
    this.settings = settings;
    this.jdbc = jdbc;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /**
   * What became of the records that waited when it began.
   *
   * @param sent arrived, or turned out to be the same on both sides
   * @param refused a person has to look at them
   * @param waiting will go, or are stopped
   */
  public record Counts(int sent, int refused, int waiting) {}

  /** One such push, as far as it has come. */
  public final class Run {

    private final Instant began;
    private final int waited;

    private Run(Instant began, int waited) {
      this.began = began;
      this.waited = waited;
    }

    public Counts counts() {
      int waiting = waiting(began);
      int refused = refused(began);
      return new Counts(Math.max(0, waited - waiting - refused), refused, waiting);
    }

    /** Nothing of it waits any longer that could go by itself. */
    public boolean over() {
      return waiting(began) == 0
          || forecasts.all().stream().mapToInt(it -> it.going().records()).sum() == 0;
    }
  }

  /** Wakes the lanes. */
  public Run begin() {
    Instant now = clock.instant();
    int waiting = waiting(now);
    inPractice.executeWithoutResult(_ -> lanes.signal());
    return new Run(now, waiting);
  }

  /** As {@link #run(Duration)}, as long as one call may take. */
  public Counts run() {
    return run(settings.patience());
  }

  /** Wakes the lanes and waits; without an open transaction. */
  public Counts run(Duration patience) {
    Run run = begin();
    long end = System.nanoTime() + patience.toNanos();
    while (!run.over() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return run.counts();
  }

  private int waiting(Instant since) {
    return count("held is null and queued_at <= :since", since);
  }

  private int refused(Instant since) {
    return count("held_at >= :since and queued_at <= :since", since);
  }

  private int count(String which, Instant since) {
    Integer number =
        inPractice.execute(
            _ ->
                jdbc.sql("select count(*) from practice.pending_push where " + which)
                    .param("since", Timestamp.from(since))
                    .query(Integer.class)
                    .single());
    return number == null ? 0 : number;
  }
}
