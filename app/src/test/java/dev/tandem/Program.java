package dev.tandem;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;

/** A program that works through the API with a practice's key, over real HTTP. */
public final class Program {

  private final Browser http;
  private final String key;

  Program(Browser http, String key) {
    this.http = http;
    this.key = key;
  }

  public Browser.Page get(String path) {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  public Browser.Page post(String path, String json) {
    return post(path, json, Map.of());
  }

  /**
   * @param headers more of them; a content type here replaces JSON's
   */
  public Browser.Page post(String path, String json, Map<String, String> headers) {
    var all = new HashMap<>(Map.of("Content-Type", "application/json"));
    all.putAll(headers);
    return send("POST", path, BodyPublishers.ofString(json), all);
  }

  public Browser.Page send(
      String verb, String path, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        http.request(path).header("Authorization", "Bearer " + key).method(verb, body);
    headers.forEach(request::header);
    return http.send(request);
  }
}
