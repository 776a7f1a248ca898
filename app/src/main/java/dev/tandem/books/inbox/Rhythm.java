package dev.tandem.books.inbox;

import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.LedgerUse;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.WholeDifferences;
import dev.tandem.books.reference.ReferencePart;
import dev.tandem.books.reference.ReferenceReading;
import dev.tandem.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How often a practice has an organisation read, and what that takes. */
@Component
@Transactional
public class Rhythm {

  /** What a practice may choose from. */
  public static final List<Duration> CHOICES =
      List.of(
          Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));

  /**
   * As {@link #CHOICES}, for accounts and tax rates; the rest of the books is read half as often.
   */
  public static final List<Duration> REFERENCE =
      List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12), Duration.ofDays(1));

  /** More than anybody looks at in a sitting. */
  private static final int UNEQUAL = 50;

  private static final Duration DAY = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final InboxSettings settings;
  private final Sweeps sweeps;
  private final WholePasses passes;
  private final WholeDifferences differences;
  private final LedgerUse use;
  private final Lanes lanes;

  Rhythm(
      JdbcClient jdbc,
      InboxSettings settings,
      Sweeps sweeps,
      WholePasses passes,
      WholeDifferences differences,
      LedgerUse use,
      Lanes lanes) {
    this.lanes = lanes;
    this.jdbc = jdbc;
    this.settings = settings;
    this.sweeps = sweeps;
    this.passes = passes;
    this.differences = differences;
    this.use = use;
  }

  /**
   * @param every how far apart changes of each kind are asked for; less often where few calls are
   *     left
   * @param wholeHour from which hour of the practice's clock on everything is compared, 0 to 23
   * @param reference how far apart accounts and tax rates are read
   */
  public record Choice(Duration every, int wholeHour, Duration reference) {}

  @Transactional(readOnly = true)
  public Choice of(UUID tenant) {
    return jdbc.sql(
            """
            select every_minutes, whole_hour, coalesce(reference_minutes, :usual)
              from practice.reading_choice where tenant = :tenant""")
        .param("usual", (int) settings.referenceEvery().toMinutes())
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new Choice(
                    Duration.ofMinutes(row.getInt(1)),
                    row.getInt(2),
                    Duration.ofMinutes(row.getInt(3))))
        .optional()
        .orElse(new Choice(settings.sweepEvery(), settings.wholeHour(), settings.referenceEvery()));
  }

  /** What may be chosen for it: what the house was set up with stays, if that is another. */
  @Transactional(readOnly = true)
  public List<Duration> choices(UUID tenant) {
    return with(CHOICES, of(tenant).every());
  }

  /** As {@link #choices}, for accounts and tax rates. */
  @Transactional(readOnly = true)
  public List<Duration> referenceChoices(UUID tenant) {
    return with(REFERENCE, of(tenant).reference());
  }

  private static List<Duration> with(List<Duration> choices, Duration now) {
    return Stream.concat(choices.stream(), Stream.of(now)).distinct().sorted().toList();
  }

  /**
   * @return whether that is something new
   * @throws Refused for what cannot be chosen
   */
  public boolean choose(UUID tenant, Choice choice) {
    if (!choices(tenant).contains(choice.every())) {
      throw new Refused("Choose how often from the list.");
    }
    if (!referenceChoices(tenant).contains(choice.reference())) {
      throw new Refused("Choose from the list how often accounts and tax rates are read.");
    }
    if (choice.wholeHour() < 0 || choice.wholeHour() > 23) {
      throw new Refused("An hour of the day is 0 to 23.");
    }
    boolean news =
        jdbc.sql(
                    """
                insert into practice.reading_choice as c
                  (tenant, every_minutes, whole_hour, reference_minutes)
                values (:tenant, :minutes, :hour, nullif(:reference, :usual))
                on conflict (practice_id, tenant) do update
                   set every_minutes = excluded.every_minutes, whole_hour = excluded.whole_hour,
                       reference_minutes = excluded.reference_minutes
                 where (c.every_minutes, c.whole_hour, c.reference_minutes)
                       is distinct from (excluded.every_minutes, excluded.whole_hour,
                                         excluded.reference_minutes)""")
                .param("reference", (int) choice.reference().toMinutes())
                .param("usual", (int) settings.referenceEvery().toMinutes())
                .param("tenant", tenant)
                .param("minutes", (int) choice.every().toMinutes())
                .param("hour", choice.wholeHour())
                .update()
            > 0;
    if (news) {
      // It sleeps until what was chosen before.
      lanes.signal();
    }
    return news;
  }

  /** What asking this often takes on a day, about. */
  @Transactional(readOnly = true)
  public int callsADay(UUID tenant, Duration every) {
    int calls =
        Kind.USUAL.size()
            + FirstCredits.KINDS.stream()
                .filter(it -> sweeps.find(tenant, it.text()).isPresent())
                .mapToInt(ChangedSince::calls)
                .sum();
    return (int) DAY.dividedBy(every) * calls
        + referenceCallsADay(of(tenant).reference())
        + wholeCalls(tenant);
  }

  /** What reading accounts and tax rates this often, and the rest of the books, takes on a day. */
  public int referenceCallsADay(Duration every) {
    Duration chosen = every.equals(settings.referenceEvery()) ? null : every;
    return aDay(ReferencePart.CHART, settings.referenceEvery(chosen))
        + aDay(ReferencePart.DETAILS, settings.detailsEvery(chosen));
  }

  private static int aDay(ReferencePart part, Duration every) {
    return Math.ceilDiv(
        (int) DAY.toMinutes() * ReferenceReading.calls(part), (int) every.toMinutes());
  }

  /** The short lists of a night; credit notes and deposits are compared once a week. */
  private int wholeCalls(UUID tenant) {
    return Stream.of(Kind.CLIENT, Kind.INVOICE)
        .map(it -> passes.find(tenant, it.text()))
        .mapToInt(it -> it.map(Rhythm::pages).orElse(1))
        .sum();
  }

  private static int pages(WholePasses.Pass it) {
    return (int) Math.max(1, Math.ceilDiv(it.records(), Books.PAGE));
  }

  /** Body bytes that a day of asking this often brings, from what such a call brought so far. */
  @Transactional(readOnly = true)
  public long bytesADay(UUID tenant, Duration every) {
    long calls = 0;
    long bytes = 0;
    for (LedgerUse.Day it : use.since(tenant, use.today().minusDays(7))) {
      if (it.job() == Job.CHANGED_SINCE) {
        calls += it.calls();
        bytes += it.bytes();
      }
    }
    return calls == 0 ? 0 : bytes / calls * callsADay(tenant, every);
  }

  /**
   * The comparison of everything.
   *
   * @param doneAt when the last one began that came to its end
   * @param underWay whether one is under way
   * @param records how many records it listed so far
   * @param differing how many of them differed
   * @param gone how many of ours were missing
   * @param trouble why the last one could not be brought to its end; null if it was
   * @param odd whether that is that its list lacked too much
   * @param failing how many of those that differed could not be read so far
   */
  public record Whole(
      Instant doneAt,
      boolean underWay,
      long records,
      long differing,
      long gone,
      @Nullable String trouble,
      boolean odd,
      int failing) {}

  /** Whether everything of the kind is compared; other kinds come with their documents. */
  public boolean isCompared(Kind kind) {
    return WholePassWork.KINDS.contains(kind);
  }

  /** Empty while the kind was never read. */
  @Transactional(readOnly = true)
  public Optional<Whole> whole(UUID tenant, Kind kind) {
    return passes
        .find(tenant, kind.text())
        .map(
            it ->
                new Whole(
                    it.doneAt(),
                    it.begunAt() != null,
                    it.records(),
                    it.differing(),
                    it.gone(),
                    it.trouble(),
                    it.begunAt() == null
                        && !it.askMissing()
                        && it.trouble() != null
                        && it.trouble().endsWith(WholePasses.ODD),
                    differences.failing(kind, tenant)));
  }

  /**
   * Has the ledger asked for each record that its list of all lacked, at once, however many they
   * are: what it does not show then, twice, is gone.
   *
   * @throws Refused if the last comparison ended otherwise
   */
  public void askForMissing(UUID tenant, Kind kind) {
    if (!passes.askMissing(tenant, kind.text())) {
      throw new Refused("They were compared again meanwhile. Look at what that found.");
    }
    lanes.signal();
  }

  /** Documents whose money is another over there, also after they were read. */
  @Transactional(readOnly = true)
  public List<WholeDifferences.Unequal> unequal(UUID tenant) {
    return differences.unequal(tenant, UNEQUAL);
  }

  /**
   * A list that Xero refused when it was last asked for.
   *
   * @param why in a sentence
   * @param again when it is asked again, if nobody asks sooner
   */
  public record RefusedList(String why, Instant again) {}

  /** Empty while the kind's changes are listed. */
  @Transactional(readOnly = true)
  public Optional<RefusedList> refused(UUID tenant, Kind kind) {
    return refused(tenant, kind.text());
  }

  /** Empty while the lists of that part are given. */
  @Transactional(readOnly = true)
  public Optional<RefusedList> refused(UUID tenant, ReferencePart part) {
    return refused(tenant, ReferenceWork.kind(part));
  }

  private Optional<RefusedList> refused(UUID tenant, String kind) {
    return sweeps
        .find(tenant, kind)
        .filter(it -> it.trouble() != null)
        .map(
            it ->
                new RefusedList(
                    Objects.requireNonNull(it.trouble()),
                    Objects.requireNonNullElse(it.notBefore(), sweeps.now())));
  }

  /** When the kind's changes were last asked for; null if never. */
  @Transactional(readOnly = true)
  public @Nullable Instant readAt(UUID tenant, Kind kind) {
    return sweeps
        .find(tenant, kind.text())
        .map(Sweeps.Mark::readAt)
        .filter(it -> it.isAfter(Instant.EPOCH))
        .orElse(null);
  }
}
