package dev.tandem.simulator.limits;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Response;
import java.util.function.Supplier;

/** Lets a call through within its limits, and tells on every reply what is left of them. */
public final class QuotaGate {
  private final Quota quota;
  private final Switches switches;

  public QuotaGate(Quota quota, Switches switches) {
    this.quota = quota;
    this.switches = switches;
  }

  /**
   * @param fresh whether the app was connected to the organisation a short while ago
   */
  public Response pass(String clientId, String tenantId, boolean fresh, Supplier<Response> call) {
    boolean rapid = fresh && switches.is(Switch.RAPID_SYNC);
    Quota.Pass pass = quota.enter(clientId, tenantId, rapid);
    try {
      Quota.Verdict verdict = pass.verdict();
      return headed(verdict.admitted() ? call.get() : tooMany(verdict), verdict);
    } finally {
      quota.leave(pass);
    }
  }

  /** An answer to a call that was turned away before it could count. */
  public Response uncounted(Response response, String clientId, String tenantId) {
    return headed(response, quota.look(clientId, tenantId));
  }

  private Response tooMany(Quota.Verdict verdict) {
    String problem =
        verdict.problem().equals("appminute") && switches.is(Switch.APP_LIMIT_IS_HYPHENATED)
            ? "app-minute"
            : verdict.problem();
    Response response =
        (switches.is(Switch.LIMITS_ARE_TOLD_IN_WORDS)
                ? Response.text(429, "Rate limit exceeded: " + problem)
                : Response.empty(429))
            .with("X-Rate-Limit-Problem", problem);
    return verdict.retryAfter() > 0
        ? response.with("Retry-After", Long.toString(verdict.retryAfter()))
        : response;
  }

  private static Response headed(Response response, Quota.Verdict verdict) {
    Response minute = headed(response, "X-MinLimit-Remaining", verdict.minuteLeft());
    Response day = headed(minute, "X-DayLimit-Remaining", verdict.dayLeft());
    return headed(day, "X-AppMinLimit-Remaining", verdict.appMinuteLeft());
  }

  /** A played 429 brings the number that fits its problem. */
  private static Response headed(Response response, String name, int left) {
    return response.headers().containsKey(name)
        ? response
        : response.with(name, Integer.toString(left));
  }
}
