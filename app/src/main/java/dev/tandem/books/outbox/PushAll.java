package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.shared.RecordRef;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that waits shall go now; whoever asks may wait for what becomes of it. */
@Component
public class PushAll {

  private static final Duration LOOK = Duration.ofMillis(300);

  private static final int MOST_REASONS = 50;

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

  /**
   * What does not go and why.
   *
   * @param reason in words
   * @param stopped whether nothing goes at all because of it; otherwise the record itself is held
   * @param records how many; 0 where not counted
   * @param first one of them; null for what stops all
   */
  public record Reason(String reason, boolean stopped, int records, @Nullable RecordRef first) {}

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

    /** Why something of it did not go: what stops everything, then what is held, most first. */
    public List<Reason> reasons() {
      return PushAll.this.reasons(began);
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
  public Run run() {
    return run(settings.patience());
  }

  /** Wakes the lanes and waits; without an open transaction. */
  public Run run(Duration patience) {
    Run run = begin();
    long end = System.nanoTime() + patience.toNanos();
    while (!run.over() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return run;
  }

  private List<Reason> reasons(Instant since) {
    var reasons = new ArrayList<Reason>();
    forecasts.all().stream()
        .flatMap(it -> it.reasons().stream())
        .distinct()
        .forEach(it -> reasons.add(new Reason(it, true, 0, null)));
    inPractice.executeWithoutResult(
        _ ->
            jdbc.sql(
                    """
                    select held, count(*)::int as records, (array_agg(kind order by queued_at, record))[1] as kind,
                           (array_agg(record order by queued_at, record))[1] as record
                      from practice.pending_push
                     where held is not null and queued_at <= :since
                     group by held order by records desc, held limit :most""")
                .param("since", Timestamp.from(since))
                .param("most", MOST_REASONS)
                .query(
                    (row, _) ->
                        new Reason(
                            row.getString("held"),
                            false,
                            row.getInt("records"),
                            new RecordRef(
                                row.getString("kind"), row.getObject("record", UUID.class))))
                .list()
                .forEach(reasons::add));
    return reasons;
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
