package dev.tandem.books.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is left of the ledger's limits and what was used for what, for scripts. */
@RestController
@RequestMapping("/api/v1/ledger/budget")
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class BudgetApi {

  private final Spendings spendings;

  BudgetApi(Spendings spendings) {
    this.spendings = spendings;
  }

  /**
   * @param plan absent where only custom connections are used
   */
  record Answer(List<Organisation> organisations, @Nullable Plan plan) {}

  /**
   * Days and months are in UTC.
   *
   * @param organisation its tenant id
   * @param minuteLeft calls; absent, like dayLeft, before the first call
   * @param dayMost by what Xero answered, else by the plan
   * @param dayEnds when Xero's day is over at the latest
   * @param callsToday made since midnight
   * @param callsTodayExpected until midnight, with what waits
   * @param waitingCalls that what waits will need
   * @param bytesThisMonth received
   * @param waits calls of this month that Xero refused because they were too many
   */
  record Organisation(
      UUID organisation,
      String name,
      @Nullable Integer minuteLeft,
      @Nullable Integer dayLeft,
      @Nullable Integer dayMost,
      @Nullable Instant dayEnds,
      @Nullable Instant blockedUntil,
      long callsToday,
      long callsTodayExpected,
      int waitingCalls,
      long callsThisMonth,
      long bytesThisMonth,
      long bytesThisMonthExpected,
      int waits,
      List<JobCalls> jobs,
      List<String> warnings) {}

  record JobCalls(
      String job,
      long callsToday,
      long bytesToday,
      long bytesSentToday,
      long callsThisMonth,
      long bytesThisMonth,
      long bytesSentThisMonth) {}

  /**
   * Of the app that all practices of this installation share.
   *
   * @param tier absent if nobody said
   * @param bytesThisMonth received by all practices
   * @param bytesOfOthersThisMonth received by the other ones
   * @param includedBytes a month; 0 if that is not known
   * @param cost this practice's part of what is beyond the plan so far, in Australian dollars
   *     without tax; absent if not known
   */
  record Plan(
      @Nullable String tier,
      long bytesThisMonth,
      long bytesOfOthersThisMonth,
      long bytesThisMonthExpected,
      long includedBytes,
      @Nullable BigDecimal cost,
      @Nullable BigDecimal costExpected,
      List<String> warnings) {}

  @GetMapping
  @Operation(summary = "Calls and bytes left, used by job, and expected")
  Answer budget() {
    Spendings.All all = spendings.now();
    PlanUse plan = all.plan();
    return new Answer(
        all.organisations().stream().map(BudgetApi::organisation).toList(),
        plan == null ? null : plan(plan));
  }

  private static Organisation organisation(Spending it) {
    Budget left = it.left();
    return new Organisation(
        it.tenant(),
        it.name(),
        left == null ? null : left.minuteLeft(),
        it.dayLeft(),
        it.dayMost(),
        it.dayEnds(),
        left == null ? null : left.blockedUntil(),
        it.today().calls(),
        it.forecast().callsToday(),
        it.queue().going().calls(),
        it.month().calls(),
        it.month().bytes(),
        it.forecast().bytesThisMonth(),
        it.waits(),
        it.jobs().stream().map(BudgetApi::job).toList(),
        texts(it.warnings()));
  }

  private static JobCalls job(JobUse it) {
    return new JobCalls(
        it.job().text(),
        it.today().calls(),
        it.today().bytes(),
        it.today().bytesOut(),
        it.month().calls(),
        it.month().bytes(),
        it.month().bytesOut());
  }

  private static Plan plan(PlanUse it) {
    return new Plan(
        it.tier() == null ? null : it.tier().title(),
        it.read(),
        it.read() - it.ours(),
        it.expected(),
        it.included(),
        it.costNow(),
        it.costExpected(),
        texts(it.warnings()));
  }

  private static List<String> texts(List<Spending.Warning> warnings) {
    return warnings.stream().map(Spending.Warning::text).toList();
  }
}
