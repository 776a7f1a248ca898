package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What Xero says with each status (response codes page; the 500 as seen in the field). */
public final class StatusBody {
  private static final Map<Integer, String> REASONS =
      Map.of(
          403, "Forbidden",
          404, "Not Found",
          500, "Internal Server Error",
          502, "Bad Gateway",
          503, "Service Unavailable",
          504, "Gateway Time-out");

  private StatusBody() {}

  /**
   * @param detail empty for the usual words
   */
  static Response of(String path, int code, String detail) {
    String lower = path.toLowerCase(Locale.ROOT);
    boolean api = lower.startsWith("/api.xro/") || lower.startsWith("/connections");
    return api ? api(code, detail) : signIn(code, detail);
  }

  private static Response api(int code, String detail) {
    return switch (code) {
      case 400 -> validation(or(detail, "A validation exception occurred"));
      case 401 -> problem(401, "Unauthorized", or(detail, "AuthorizationUnsuccessful"));
      case 403 -> problem(403, "Forbidden", or(detail, "AuthenticationUnsuccessful"));
      case 404 -> Response.text(404, or(detail, "The resource you're looking for cannot be found"));
      case 500 -> internal();
      case 503 -> Response.text(503, or(detail, Fault.Notice.UNAVAILABLE.text()));
      case 502, 504 -> html(code);
      default -> Response.text(code, detail);
    };
  }

  /** RFC 6749 for what the client did wrong; Xero's gateway answers the rest in HTML. */
  private static Response signIn(int code, String detail) {
    if (code == 503) {
      return api(503, detail);
    }
    return code == 400 || code == 401
        ? Response.json(
            code,
            Json.object()
                .put("error", or(detail, code == 400 ? "invalid_grant" : "invalid_client")))
        : html(code);
  }

  private static String or(String detail, String usual) {
    return detail.isEmpty() ? usual : detail;
  }

  private static Response validation(String message) {
    ObjectNode body =
        Json.object()
            .put("ErrorNumber", 10)
            .put("Type", "ValidationException")
            .put("Message", message);
    body.putArray("Elements");
    return Response.json(400, body);
  }

  private static Response problem(int code, String title, String detail) {
    ObjectNode body = Json.object();
    body.putNull("Type");
    body.put("Title", title)
        .put("Status", code)
        .put("Detail", detail)
        .put("Instance", UUID.randomUUID().toString());
    body.putObject("Extensions");
    return Response.json(code, body);
  }

  /** Xero's own failure, the outcome of which is unknown to the client. */
  public static Response internal() {
    return Response.json(
        500,
        Json.object()
            .put("Title", "An error occurred")
            .put(
                "Detail",
                "An error occurred in Xero. Check the API Status page"
                    + " http://status.developer.xero.com for current service status.")
            .put("Status", 500)
            .put("Instance", UUID.randomUUID().toString()));
  }

  /** From a gateway in front of Xero, which knows nothing of the API. */
  static Response html(int code) {
    String title = code + " " + REASONS.getOrDefault(code, "Error");
    return Response.html(
        code,
        """
        <!doctype html>
        <html>
        <head><title>%1$s</title></head>
        <body>
        <center><h1>%1$s</h1></center>
        </body>
        </html>
        """
            .formatted(title));
  }
}
