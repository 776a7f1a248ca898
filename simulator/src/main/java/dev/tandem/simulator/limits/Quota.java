package dev.tandem.simulator.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls per app and organisation, and per app over all of them. The counts live as long as
 * the process: they are Xero's, and Xero does not restart.
 */
public final class Quota {
  /**
   * What a call was told.
   *
   * @param problem empty when the call may go ahead, else the limit it met
   * @param retryAfter seconds, 0 when Xero does not say
   */
  public record Verdict(
      String problem, long retryAfter, int minuteLeft, int dayLeft, int appMinuteLeft) {
    public boolean admitted() {
      return problem.isEmpty();
    }
  }

  /** A call's place among those in flight, if it was admitted. */
  public static final class Pass {
    private final Verdict verdict;
    private final @Nullable TenantCount place;

    private Pass(Verdict verdict, @Nullable TenantCount place) {
      this.verdict = verdict;
      this.place = place;
    }

    public Verdict verdict() {
      return verdict;
    }
  }

  private final Clock clock;
  private Allowances allowances;
  private final Map<String, TenantCount> tenants = new HashMap<>();
  private final Map<String, Window> apps = new HashMap<>();

  public Quota(Clock clock, Allowances allowances) {
    this.clock = clock;
    this.allowances = allowances;
  }

  /**
   * Counts the call if it is admitted; its pass must be handed back.
   *
   * @param rapid whether the organisation's minute and day are lifted for it
   */
  public synchronized Pass enter(String clientId, String tenantId, boolean rapid) {
    Instant now = clock.instant();
    TenantCount tenant = tenants.computeIfAbsent(place(clientId, tenantId), key -> unused());
    Window app = apps.computeIfAbsent(clientId, key -> unusedMinute());
    Verdict refusal = refusal(tenant, app, now, rapid);
    if (!refusal.admitted()) {
      return new Pass(refusal, null);
    }
    tenant.enter();
    app.use(now);
    if (!rapid) {
      tenant.minute.use(now);
      tenant.day.use(now);
    }
    return new Pass(verdict("", 0, tenant, app, now), tenant);
  }

  private Verdict refusal(TenantCount tenant, Window app, Instant now, boolean rapid) {
    if (app.spent(now)) {
      return verdict("appminute", 0, tenant, app, now);
    }
    if (!rapid && tenant.day.spent(now)) {
      return verdict("day", tenant.day.secondsLeft(now), tenant, app, now);
    }
    if (!rapid && tenant.minute.spent(now)) {
      return verdict("minute", tenant.minute.secondsLeft(now), tenant, app, now);
    }
    boolean crowded = tenant.inFlight() >= allowances.concurrent();
    return verdict(crowded ? "concurrent" : "", 0, tenant, app, now);
  }

  /** What is left, without a call. */
  public synchronized Verdict look(String clientId, String tenantId) {
    TenantCount tenant = tenants.get(place(clientId, tenantId));
    Window app = apps.get(clientId);
    return verdict(
        "",
        0,
        tenant == null ? unused() : tenant,
        app == null ? unusedMinute() : app,
        clock.instant());
  }

  private static Verdict verdict(
      String problem, long retryAfter, TenantCount tenant, Window app, Instant now) {
    return new Verdict(
        problem,
        retryAfter,
        tenant.minute.remaining(now),
        tenant.day.remaining(now),
        app.remaining(now));
  }

  /** The place is that of the count it entered by, also when the counts have begun anew since. */
  public synchronized void leave(Pass pass) {
    if (pass.place != null) {
      pass.place.leave();
    }
  }

  /** Starts counting anew under other allowances. */
  public synchronized void reset(Allowances other) {
    allowances = other;
    tenants.clear();
    apps.clear();
  }

  private static String place(String clientId, String tenantId) {
    return clientId + " " + tenantId;
  }

  private TenantCount unused() {
    return new TenantCount(allowances);
  }

  private Window unusedMinute() {
    return new Window(Duration.ofMinutes(1), allowances.appMinute());
  }
}
