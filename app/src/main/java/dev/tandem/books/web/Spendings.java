package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.LedgerPlan;
import dev.tandem.books.lane.LedgerUse;
import dev.tandem.books.lane.UseForecast;
import dev.tandem.books.outbox.Forecasts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the current practice's organisations use of Xero's limits, and what the app's plan costs.
 */
@Component
class Spendings {

  /** Days in the chart. */
  private static final int CHART = 30;

  /** The installation's own app; a custom connection's has a name behind it. */
  private static final String OWN_APP = "xero";

  private final Connections connections;
  private final Lanes lanes;
  private final LedgerReading reading;
  private final LedgerUse use;
  private final LedgerPlan plan;
  private final Forecasts forecasts;
  private final Clock clock;

  Spendings(
      Connections connections,
      Lanes lanes,
      LedgerReading reading,
      LedgerUse use,
      LedgerPlan plan,
      Forecasts forecasts,
      Clock clock) {
    this.connections = connections;
    this.lanes = lanes;
    this.reading = reading;
    this.use = use;
    this.plan = plan;
    this.forecasts = forecasts;
    this.clock = clock;
  }

  /**
   * All of it, read once.
   *
   * @param days of the charts, oldest first, in UTC
   * @param plan null where no organisation is reached by the installation's own app
   */
  public record All(List<LocalDate> days, List<Spending> organisations, @Nullable PlanUse plan) {}

  All now() {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    LocalDate today = now.toLocalDate();
    List<LocalDate> days = IntStream.rangeClosed(1 - CHART, 0).mapToObj(today::plusDays).toList();
    List<LaneState> states = lanes.states();
    List<Spending> organisations = new ArrayList<>();
    for (Binding it : connections.bindings()) {
      if (it.status() != Binding.Status.DISCONNECTED) {
        organisations.add(of(it, days, now, states));
      }
    }
    return new All(days, organisations, plan(organisations, now));
  }

  private Spending of(
      Binding binding, List<LocalDate> days, OffsetDateTime now, List<LaneState> states) {
    UUID tenant = UUID.fromString(binding.tenantId());
    LocalDate today = now.toLocalDate();
    LocalDate month = today.withDayOfMonth(1);
    LocalDate first = days.getFirst().isBefore(month) ? days.getFirst() : month;
    List<LedgerUse.Day> used = use.since(tenant, first);
    Budget left = reading.budget(binding, states).orElse(null);
    Forecasts.Of queue = forecasts.of(tenant);
    List<JobUse> jobs = JobUse.of(used, days, today);
    Integer dayMost = left == null || left.dayMost() == null ? plan.callsADay() : left.dayMost();
    LaneId lane = lanes.id(binding);
    return new Spending(
        tenant,
        binding.organisationName(),
        !lane.app().equals(OWN_APP),
        left,
        dayMost,
        states.stream()
            .filter(it -> it.lane().equals(lane))
            .findAny()
            .map(LaneState::dayEnds)
            .orElse(null),
        sum(jobs.stream().map(JobUse::today).toList()),
        sum(jobs.stream().map(JobUse::month).toList()),
        used.stream().filter(it -> !it.day().isBefore(month)).mapToInt(LedgerUse.Day::waits).sum(),
        jobs,
        UseForecast.of(used, now, queue.going().calls()),
        queue);
  }

  private static JobUse.Use sum(List<JobUse.Use> uses) {
    return uses.stream().reduce(JobUse.Use.NONE, JobUse.Use::plus);
  }

  /**
   * Bytes read this month from organisations that the practice has ended since, through the
   * installation's own app.
   *
   * @param living those that it has
   */
  private long readBefore(List<Spending> living) {
    Set<UUID> counted = new HashSet<>(living.stream().map(Spending::tenant).toList());
    LocalDate month = use.today().withDayOfMonth(1);
    return connections.bindings().stream()
        .filter(it -> it.status() == Binding.Status.DISCONNECTED)
        .filter(it -> lanes.id(it).app().equals(OWN_APP))
        .map(it -> UUID.fromString(it.tenantId()))
        .filter(counted::add)
        .flatMap(it -> use.since(it, month).stream())
        .mapToLong(LedgerUse.Day::bytes)
        .sum();
  }

  private @Nullable PlanUse plan(List<Spending> organisations, OffsetDateTime now) {
    List<Spending> own = organisations.stream().filter(it -> !it.custom()).toList();
    if (own.isEmpty()) {
      return null;
    }
    long before = readBefore(organisations);
    long ours = before + own.stream().mapToLong(it -> it.month().bytes()).sum();
    long read = Math.max(ours, use.readThisMonth(OWN_APP));
    long others = read - ours;
    long oursExpected = before + own.stream().mapToLong(it -> it.forecast().bytesThisMonth()).sum();
    long expected = oursExpected + wholeMonth(others, now);
    Integer claimed =
        own.stream()
            .map(Spending::left)
            .filter(Objects::nonNull)
            .map(Budget::dayMost)
            .filter(Objects::nonNull)
            .min(Integer::compare)
            .orElse(null);
    return new PlanUse(
        plan.tier(),
        read,
        ours,
        expected,
        plan.monthBytes(),
        plan.perGigabyte(),
        part(plan.cost(read), ours, read),
        part(plan.cost(expected), oursExpected, expected),
        claimed,
        others > 0);
  }

  /** What others cost is theirs to know: of a price for all, the part for what we read. */
  static @Nullable BigDecimal part(@Nullable BigDecimal cost, long ours, long all) {
    return cost == null || all == 0 || ours == all
        ? cost
        : cost.multiply(new BigDecimal(ours)).divide(new BigDecimal(all), 2, RoundingMode.HALF_UP);
  }

  /** Of others no days are known here: they are taken to go on as they did. */
  private static long wholeMonth(long soFar, OffsetDateTime now) {
    LocalDate today = now.toLocalDate();
    BigDecimal gone =
        new BigDecimal(today.getDayOfMonth() - 1)
            .add(
                new BigDecimal(now.toLocalTime().toSecondOfDay())
                    .divide(new BigDecimal(86_400), 6, RoundingMode.HALF_UP));
    return gone.compareTo(BigDecimal.ONE) < 0
        ? soFar
        : new BigDecimal(soFar)
            .multiply(new BigDecimal(YearMonth.from(today).lengthOfMonth()))
            .divide(gone, 0, RoundingMode.HALF_UP)
            .longValueExact();
  }
}
