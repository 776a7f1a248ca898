package dev.tandem.bench.chaos;

import dev.tandem.bench.Pages;
import dev.tandem.bench.Pages.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application as a clerk has it: the API, and the pages for what the API does not offer. */
final class Desk {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI home;
  private final Room room;
  private final Pages pages;
  private final HttpClient api = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = new JsonMapper();

  Desk(URI home, Room room) {
    this.home = home;
    this.room = room;
    this.pages = new Pages(home, room.email(), room.password());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    Answer answer = call(request(path).GET());
    if (!answer.isGood()) {
      throw new IllegalStateException("GET " + path + ": " + answer);
    }
    return json.readTree(answer.text());
  }

  JsonNode read(Answer answer) {
    return json.readTree(answer.text());
  }

  /**
   * A write through the API.
   *
   * @param key under which it is done once
   */
  Answer write(String method, String path, Object body, String key)
      throws IOException, InterruptedException {
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .method(method, BodyPublishers.ofString(json.writeValueAsString(body))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(home.resolve(path))
        .header("Authorization", "Bearer " + room.apiKey());
  }

  private Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        api.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  /** A page for people; signs in first if the session is not there yet. */
  Answer page(String path) throws IOException, InterruptedException {
    return pages.page(path);
  }

  /** Sends the form of a page that has this action, with its hidden fields. */
  Answer submit(Answer page, String action, Map<String, String> typed)
      throws IOException, InterruptedException {
    return pages.submit(page, action, typed);
  }
}
