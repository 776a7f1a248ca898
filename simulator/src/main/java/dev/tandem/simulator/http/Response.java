package dev.tandem.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One answer, and how faithfully it is delivered.
 *
 * @param pause real time for which delivery stops in the middle of the body
 */
public record Response(
    int status, Map<String, String> headers, byte[] body, Ending ending, Duration pause) {

  public Response(int status, Map<String, String> headers, byte[] body, Ending ending) {
    this(status, headers, body, ending, Duration.ZERO);
  }

  /** What the client gets to see of the answer. */
  public enum Ending {
    WHOLE,
    /** The connection closes without a single byte. */
    DROPPED,
    /** Full headers, half of the body, then the connection closes. */
    CUT_SHORT
  }

  public static Response empty(int status) {
    return new Response(status, new LinkedHashMap<>(), new byte[0], Ending.WHOLE);
  }

  public static Response of(int status, String contentType, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    return new Response(status, headers, body, Ending.WHOLE);
  }

  public static Response json(int status, JsonNode body) {
    return of(status, "application/json; charset=utf-8", Json.bytes(body));
  }

  public static Response text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Response html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Response redirect(String location) {
    return empty(302).with("Location", location);
  }

  /** After a form: the browser continues with a plain GET, so reload never repeats the act. */
  public static Response seeOther(String location) {
    return empty(303).with("Location", location);
  }

  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body, ending, pause);
  }

  public Response withBody(byte[] other) {
    return new Response(status, headers, other, ending, pause);
  }

  public Response ending(Ending other) {
    return new Response(status, headers, body, other, pause);
  }

  public Response pausing(Duration other) {
    return new Response(status, headers, body, ending, other);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
