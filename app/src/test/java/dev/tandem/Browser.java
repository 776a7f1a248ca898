package dev.tandem;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * A browser without scripts, over real HTTP: keeps cookies, sends forms as they were drawn (with
 * their hidden fields), follows no redirects by itself so that tests see them.
 */
public final class Browser {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"\\s*/?>");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI home;
  private String last = "";

  public Browser(int port) {
    this.home = URI.create("http://localhost:" + port);
  }

  /** What came back, as text. */
  public record Page(int status, String body, HttpResponse<String> response) {

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** Path and query of the redirect. */
    public String redirect() {
      return header("Location")
          .map(URI::create)
          .map(
              it -> it.getRawQuery() == null ? it.getPath() : it.getPath() + "?" + it.getRawQuery())
          .orElse("no redirect");
    }
  }

  public Page get(String path) {
    Page page = send(request(path).GET());
    if (page.status() == 200) {
      last = page.body();
    }
    return page;
  }

  /** Goes on from what was answered to a form, as from a page that was got. */
  public void goOn(Page answered) {
    last = answered.body();
  }

  /** Sends the form of the last page that has this action, with its hidden fields. */
  public Page submit(String action, Map<String, String> typed) {
    var fields = new LinkedHashMap<>(hiddenFields(action));
    fields.putAll(typed);
    return post(action, fields);
  }

  /** Exactly these fields, as a forger would send them. */
  public Page post(String path, Map<String, String> fields) {
    return send(form(path, fields));
  }

  /** Such a form, to which headers can be added. */
  public HttpRequest.Builder form(String path, Map<String, String> fields) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
  }

  /** As htmx does: the token from the cookie, the practice from the last page. */
  public Page htmx(String path, Map<String, String> fields) {
    return htmx("POST", path, fields);
  }

  public Page htmx(String verb, String path, Map<String, String> fields) {
    HttpRequest.Builder request =
        request(path)
            .header("HX-Request", "true")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(verb, HttpRequest.BodyPublishers.ofString(encoded(fields)));
    cookie("XSRF-TOKEN").ifPresent(it -> request.header("X-XSRF-TOKEN", it));
    practiceOfLastPage().ifPresent(it -> request.header("X-Tandem-Practice", it));
    return send(request);
  }

  public Page signIn(String email, String password) {
    get("/sign-in");
    return submit("/sign-in", Map.of("email", email, "password", password));
  }

  public Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(it -> it.getName().equals(name))
        .map(java.net.HttpCookie::getValue)
        .findFirst();
  }

  public Optional<String> practiceOfLastPage() {
    Matcher meta = Pattern.compile("name=\"tandem-practice\" content=\"([^\"]+)\"").matcher(last);
    return meta.find() ? Optional.of(meta.group(1)) : Optional.empty();
  }

  public Map<String, String> hiddenFields(String action) {
    Matcher form =
        Pattern.compile(
                "<form[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>",
                Pattern.DOTALL)
            .matcher(last);
    if (!form.find()) {
      throw new AssertionError("The last page has no form for " + action);
    }
    var fields = new LinkedHashMap<String, String>();
    Matcher hidden = HIDDEN.matcher(form.group(1));
    while (hidden.find()) {
      fields.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
    }
    return fields;
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(home.resolve(path));
  }

  /** An answer that does not end, line by line as it comes; to be closed. */
  public HttpResponse<Stream<String>> stream(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofLines());
  }

  public Page send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      cookie("tandem_session").ifPresent(Browser::tellSession);
      return new Page(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, String> fields) {
    fields.forEach(Browser::tellSecret);
    return fields.entrySet().stream()
        .map(it -> utf8(it.getKey()) + "=" + utf8(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static void tellSecret(String field, String typed) {
    if (field.matches("(?i).*(password|secret|key|_csrf).*")) {
      EverySecret.add(field.equals("_csrf") ? "CSRF token" : "password", typed);
    }
  }

  /** The cookie holds the session's id in another form. */
  private static void tellSession(String cookie) {
    EverySecret.add("session", cookie);
    try {
      byte[] id = java.util.Base64.getDecoder().decode(cookie);
      EverySecret.add("session", new String(id, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      // Then the cookie is the id.
    }
  }

  private static String utf8(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
