package dev.tandem.simulator.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts calls per app and organisation, and per app over all of them. */
public final class Quota {
  private static final class Tenant {
    private final Window minute;
    private final Window day;
    private int inFlight;

    Tenant(Allowances allowances) {
      this.minute = new Window(Duration.ofMinutes(1), allowances.minute());
      this.day = new Window(Duration.ofDays(1), allowances.day());
    }
  }

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

  private final Clock clock;
  private Allowances allowances;
  private final Map<String, Tenant> tenants = new HashMap<>();
  private final Map<String, Window> apps = new HashMap<>();

  public Quota(Clock clock, Allowances allowances) {
    this.clock = clock;
    this.allowances = allowances;
  }

  /** Counts the call if it is admitted; an admitted call must be left again. */
  public synchronized Verdict enter(String clientId, String tenantId) {
    Instant now = clock.instant();
    Tenant tenant = tenant(clientId, tenantId);
    Window app = app(clientId);
    if (app.spent(now)) {
      return verdict("appminute", 0, tenant, app, now);
    }
    if (tenant.day.spent(now)) {
      return verdict("day", tenant.day.secondsLeft(now), tenant, app, now);
    }
    if (tenant.minute.spent(now)) {
      return verdict("minute", tenant.minute.secondsLeft(now), tenant, app, now);
    }
    if (tenant.inFlight >= allowances.concurrent()) {
      return verdict("concurrent", 0, tenant, app, now);
    }
    tenant.inFlight++;
    tenant.minute.use(now);
    tenant.day.use(now);
    app.use(now);
    return verdict("", 0, tenant, app, now);
  }

  private static Verdict verdict(
      String problem, long retryAfter, Tenant tenant, Window app, Instant now) {
    return new Verdict(
        problem,
        retryAfter,
        tenant.minute.remaining(now),
        tenant.day.remaining(now),
        app.remaining(now));
  }

  public synchronized void leave(String clientId, String tenantId) {
    Tenant tenant = tenant(clientId, tenantId);
    tenant.inFlight = Math.max(0, tenant.inFlight - 1);
  }

  /** Starts counting anew under other allowances; calls in flight are forgotten. */
  public synchronized void reset(Allowances other) {
    allowances = other;
    tenants.clear();
    apps.clear();
  }

  private Tenant tenant(String clientId, String tenantId) {
    return tenants.computeIfAbsent(clientId + " " + tenantId, key -> new Tenant(allowances));
  }

  private Window app(String clientId) {
    return apps.computeIfAbsent(
        clientId, key -> new Window(Duration.ofMinutes(1), allowances.appMinute()));
  }
}
