package dev.tandem.simulator.openapi;

import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import java.util.ArrayList;
import java.util.List;

/**
 * The control side's table of contents. What is registered here is described here: a request with a
 * parameter that its description does not know is refused, so the description cannot fall behind.
 */
public final class Operations {
  /** All addresses of the control side begin with it. */
  public static final String PREFIX = "/_simulator/";

  /** One request that can be made. */
  public record Entry(String method, String template, Operation operation) {
    /** The names in braces, from left to right. */
    List<String> placeholders() {
      List<String> names = new ArrayList<>();
      for (String word : template.split("/")) {
        if (word.startsWith("{")) {
          names.add(word.substring(1, word.length() - 1));
        }
      }
      return names;
    }
  }

  private final Routes<Handler> routes;
  private final List<Entry> entries = new ArrayList<>();

  public Operations(Routes<Handler> routes) {
    this.routes = routes;
  }

  /** The address follows {@code /_simulator/}. */
  public Operations get(String address, Operation operation, Handler handler) {
    return add("GET", address, operation, handler);
  }

  public Operations post(String address, Operation operation, Handler handler) {
    return add("POST", address, operation, handler);
  }

  public Operations put(String address, Operation operation, Handler handler) {
    return add("PUT", address, operation, handler);
  }

  public Operations delete(String address, Operation operation, Handler handler) {
    return add("DELETE", address, operation, handler);
  }

  private Operations add(String method, String address, Operation operation, Handler handler) {
    entries.add(new Entry(method, PREFIX + address, operation));
    routes.add(method, PREFIX + address, request -> answer(operation, handler, request));
    return this;
  }

  private static Response answer(Operation operation, Handler handler, Request request) {
    return operation
        .objection(request)
        .map(wrong -> Response.json(400, Json.object().put("error", wrong)))
        .orElseGet(() -> handler.handle(request));
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }
}
