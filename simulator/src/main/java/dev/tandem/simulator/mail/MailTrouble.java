package dev.tandem.simulator.mail;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Resend's errors, by name. */
final class MailTrouble {
  private static final Map<String, Integer> STATUS = new LinkedHashMap<>();

  static {
    STATUS.put("missing_api_key", 401);
    STATUS.put("restricted_api_key", 401);
    STATUS.put("invalid_api_key", 403);
    STATUS.put("suspended_api_key", 403);
    STATUS.put("validation_error", 403);
    STATUS.put("not_found", 404);
    STATUS.put("invalid_idempotent_request", 409);
    STATUS.put("concurrent_idempotent_requests", 409);
    STATUS.put("missing_required_field", 422);
    STATUS.put("invalid_parameter", 422);
    STATUS.put("rate_limit_exceeded", 429);
    STATUS.put("daily_quota_exceeded", 429);
    STATUS.put("monthly_quota_exceeded", 429);
    STATUS.put("application_error", 500);
    STATUS.put("service_unavailable", 503);
  }

  private MailTrouble() {}

  static boolean known(String name) {
    return STATUS.containsKey(name);
  }

  static Refusal named(String name, String message) {
    return new Refusal(response(name, message));
  }

  static Response response(String name, String message) {
    int status = STATUS.getOrDefault(name, 500);
    return Response.json(
        status, Json.object().put("statusCode", status).put("name", name).put("message", message));
  }
}
