package dev.tandem.bench.chaos;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application as a clerk has it: the API, and the pages for what the API does not offer. */
final class Desk {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"\\s*/?>");

  private final URI home;
  private final Room room;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).cookieHandler(cookies).build();
  private final HttpClient api = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = new JsonMapper();

  Desk(URI home, Room room) {
    this.home = home;
    this.room = room;
  }

  /** What came back. */
  record Answer(int status, String text) {

    boolean isGood() {
      return status < 400;
    }

    @Override
    public String toString() {
      return status + " " + text.substring(0, Math.min(300, text.length()));
    }
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
    if (session() == null) {
      Answer form = visit(HttpRequest.newBuilder(home.resolve("/sign-in")).GET());
      submit(form, "/sign-in", Map.of("email", room.email(), "password", room.password()));
    }
    return visit(HttpRequest.newBuilder(home.resolve(path)).GET());
  }

  private @Nullable String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(it -> it.getName().equals("tandem_session"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Sends the form of a page that has this action, with its hidden fields. */
  Answer submit(Answer page, String action, Map<String, String> typed)
      throws IOException, InterruptedException {
    var fields = new LinkedHashMap<String, String>();
    Matcher form =
        Pattern.compile(
                "<form[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>",
                Pattern.DOTALL)
            .matcher(page.text());
    if (!form.find()) {
      throw new IllegalStateException("No form for " + action + " in " + page);
    }
    Matcher hidden = HIDDEN.matcher(form.group(1));
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2));
    }
    fields.putAll(typed);
    String body =
        fields.entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    return visit(
        HttpRequest.newBuilder(home.resolve(action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private Answer visit(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
