package dev.tandem.bench;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The application's pages as somebody who works there has them. */
public final class Pages {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"\\s*/?>");

  private final URI home;
  private final String email;
  private final String password;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).cookieHandler(cookies).build();

  public Pages(URI home, String email, String password) {
    this.home = home;
    this.email = email;
    this.password = password;
  }

  /** What came back. */
  public record Answer(int status, String text) {

    public boolean isGood() {
      return status < 400;
    }

    @Override
    public String toString() {
      return status + " " + text.substring(0, Math.min(300, text.length()));
    }
  }

  /** A page; signs in first if the session is not there yet. */
  public Answer page(String path) throws IOException, InterruptedException {
    if (session() == null) {
      Answer form = visit(get("/sign-in"));
      submit(form, "/sign-in", Map.of("email", email, "password", password));
    }
    return visit(get(path));
  }

  private @Nullable String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(it -> it.getName().equals("tandem_session"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Sends the form of a page that has this action, with its hidden fields. */
  public Answer submit(Answer page, String action, Map<String, String> typed)
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

  /** The stream that an open page listens to, line by line; to be closed. */
  public Stream<String> changes() throws IOException, InterruptedException {
    return http.send(get("/changes").build(), BodyHandlers.ofLines()).body();
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(home.resolve(path)).GET();
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
