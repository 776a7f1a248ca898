package dev.tandem.simulator.limits;

import dev.tandem.simulator.http.Response;
import java.util.function.Supplier;

/** Lets a call through within its limits, and tells on every reply what is left of them. */
public final class QuotaGate {
  private final Quota quota;

  public QuotaGate(Quota quota) {
    this.quota = quota;
  }

  public Response pass(String clientId, String tenantId, Supplier<Response> call) {
    Quota.Verdict verdict = quota.enter(clientId, tenantId);
    if (!verdict.admitted()) {
      return headed(tooMany(verdict), verdict);
    }
    try {
      return headed(call.get(), verdict);
    } finally {
      quota.leave(clientId, tenantId);
    }
  }

  private static Response tooMany(Quota.Verdict verdict) {
    Response response = Response.empty(429).with("X-Rate-Limit-Problem", verdict.problem());
    return verdict.retryAfter() > 0
        ? response.with("Retry-After", Long.toString(verdict.retryAfter()))
        : response;
  }

  private static Response headed(Response response, Quota.Verdict verdict) {
    return headed(
        headed(
            headed(response, "X-MinLimit-Remaining", verdict.minuteLeft()),
            "X-DayLimit-Remaining",
            verdict.dayLeft()),
        "X-AppMinLimit-Remaining",
        verdict.appMinuteLeft());
  }

  /** A played 429 brings the number that fits its problem. */
  private static Response headed(Response response, String name, int left) {
    return response.headers().containsKey(name)
        ? response
        : response.with(name, Integer.toString(left));
  }
}
