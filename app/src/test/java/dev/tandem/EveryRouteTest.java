package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.BooksRoom;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.staff.Role;
import java.lang.reflect.Parameter;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A stranger sees nothing: each route that names a record is tried, as the owner of one practice,
 * with another practice's record, and must answer 404. The same routes are tried with the same
 * records by their own owner and must answer anything but that, or the first test would prove
 * nothing. Routes are read from the application, so a new one is tried by itself.
 *
 * <p>What a new route needs here: nothing if its id's type is in {@link LivedInPractice#ids()};
 * else a line there that makes such a record. A route that works without a session or practice goes
 * to {@link #ELSEWHERE} with its reason.
 */
@TandemTest
class EveryRouteTest {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)(?::[^}]*)?}");

  /** Routes by prefix that are no practice's, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "/password/", "the token is the proof",
          "/invitation/", "the token and the account are the proof",
          "/webhooks/", "the signature is the proof",
          "/_simulator/", "not part of the application");

  /** Sent to everything: no route may be refused for a missing field before its record. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("role", "ADMIN"),
          Map.entry("name", "x"),
          Map.entry("amount", "10.00"),
          Map.entry("method", "CARD"),
          Map.entry("on", "true"),
          Map.entry("feature", "payments"),
          Map.entry("account", "200"),
          Map.entry("dateOrder", "DAY_FIRST"),
          Map.entry("date", "2026-11-24"),
          Map.entry("time", "10:00"),
          Map.entry("minutes", "45"),
          Map.entry("target", ""),
          Map.entry("tax", "OUTPUT"),
          Map.entry("version", "1"));

  /** End the record, so that what comes after them would find nothing: tried last. */
  private static final Set<String> ENDINGS = Set.of("/remove", "/removal", "/disconnection");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Autowired private ApplicationContext house;
  @Autowired private TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void answers404ToAnotherPracticesRecordsAndLeavesThemAsTheyAre() throws SQLException {
    var theirs = LivedInPractice.open(house);
    Asker stranger = stranger();
    Map<String, String> before = theirs.fingerprints();
    assertThat(answers(theirs, stranger, (_, status) -> status != 404)).isEmpty();
    assertThat(theirs.fingerprints()).isEqualTo(before);
  }

  @Test
  void servesTheSameRoutesToTheirOwner() {
    var theirs = LivedInPractice.open(house);
    var owner = new Asker(theirs.owner(), theirs.apiKey(), theirs.room());
    assertThat(
            answers(
                theirs,
                owner,
                (verb, status) ->
                    verb.equals("GET")
                        ? status != 200
                        : status == 404 || status == 405 || status >= 500))
        .isEmpty();
  }

  @Test
  void takesNoRecordOfAnotherPracticeIntoOnesOwn() throws SQLException {
    var theirs = LivedInPractice.open(house);
    Asker asker = stranger();
    Map<String, String> before = theirs.fingerprints();
    var taken = new ArrayList<String>();
    for (String field : List.of("client", "service", "practitioner", "location")) {
      Map<String, String> form = fields(asker.room(), "");
      form.put(field, theirs.ids().get(capital(field) + "Id"));
      note(taken, "booking " + field, asker.browser().htmx("/appointments", form));
      Map<String, String> json = fields(asker.room(), ":00Z");
      json.put(field, form.get(field));
      note(taken, "API booking " + field, asker.post("/api/v1/appointments", json(json)));
    }
    for (String field : List.of("client", "service", "location")) {
      Map<String, String> chosen = fields(asker.room(), "");
      chosen.put(field, theirs.ids().get(capital(field) + "Id"));
      chosen.put("lines[0].service", chosen.remove("service"));
      chosen.put("lines[0].quantity", "1");
      chosen.put("lines[0].price", "10.00");
      note(taken, "invoice " + field, asker.browser().htmx("/invoices", chosen));
      String json =
          "{\"client\":\"%s\",\"location\":\"%s\",\"lines\":[{\"service\":\"%s\"}]}"
              .formatted(
                  chosen.get("client"), chosen.get("location"), chosen.get("lines[0].service"));
      note(taken, "API invoice " + field, asker.post("/api/v1/invoices", json));
    }
    var practitioner = Map.of("name", "Dr Borrowed", "staff", theirs.ids().get("StaffId"));
    note(taken, "practitioner", asker.browser().htmx("/setup/practitioners", practitioner));
    note(
        taken,
        "practice switch",
        asker.browser().htmx("/practice-switch", Map.of("practice", theirs.id().toString())));
    String organisations = "/ledger/connection/organisations";
    String grant = theirs.ids().get("GrantId");
    note(taken, "offer", asker.browser().get(organisations + "?grant=" + grant));
    note(
        taken,
        "choice",
        asker
            .browser()
            .htmx(organisations, Map.of("grant", grant, "tenant", BooksRoom.TENANT.toString())));
    assertThat(taken).isEmpty();
    assertThat(theirs.fingerprints()).isEqualTo(before);
  }

  private static void note(List<String> taken, String what, Browser.Page page) {
    if (page.status() != 404 && page.status() != 422) {
      taken.add(what + " answers " + page.status());
    }
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /**
   * Who asks: in a browser or by key, with forms that name the records of the own practice, so that
   * only the path can be what is refused.
   */
  private record Asker(Browser browser, String key, PracticeRoom room) {

    Browser.Page post(String path, String json) {
      return send("POST", path, BodyPublishers.ofString(json));
    }

    Browser.Page send(String verb, String path, BodyPublisher body) {
      return browser.send(
          browser
              .request(path)
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json")
              .method(verb, body));
    }
  }

  private Asker stranger() {
    var mine = TestPractice.open(house);
    Browser browser = mine.browser(Role.OWNER);
    browser.get("/account");
    return new Asker(browser, mine.apiKey(Role.OWNER), PracticeRoom.furnish(house, mine.id()));
  }

  /** The routes that answer so, asked with these records. */
  private List<String> answers(
      LivedInPractice theirs, Asker asker, BiPredicate<String, Integer> so) {
    var found = new ArrayList<String>();
    List<Route> routes = routes();
    assertThat(routes).hasSizeGreaterThan(60);
    for (Route route : routes) {
      for (String path : paths(route, theirs)) {
        int status = path.startsWith("/api/") ? api(asker, route, path) : page(asker, route, path);
        if (so.test(route.verb(), status)) {
          found.add(route.verb() + " " + route.pattern() + " answers " + status);
        }
      }
    }
    return found;
  }

  private record Route(String verb, String pattern, HandlerMethod handler) {}

  private List<Route> routes() {
    return mappings.getHandlerMethods().entrySet().stream()
        .flatMap(it -> routes(it.getKey(), it.getValue()))
        .filter(it -> it.pattern().contains("{"))
        .filter(it -> ELSEWHERE.keySet().stream().noneMatch(it.pattern()::startsWith))
        .sorted(
            Comparator.comparing((Route it) -> ENDINGS.stream().anyMatch(it.pattern()::endsWith))
                .thenComparing(it -> !it.verb().equals("GET"))
                .thenComparing(Route::pattern))
        .toList();
  }

  private static Stream<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
    Set<String> verbs =
        info.getMethodsCondition().getMethods().isEmpty()
            ? Set.of("GET")
            : info.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .collect(Collectors.toSet());
    return info.getPatternValues().stream()
        .flatMap(pattern -> verbs.stream().map(verb -> new Route(verb, pattern, handler)));
  }

  /** Where a kind is asked for, too: one path for each. */
  private static List<String> paths(Route route, LivedInPractice theirs) {
    return route.pattern().contains("{kind}/{id}")
        ? theirs.travellers().entrySet().stream()
            .map(it -> it.getKey() + "/" + it.getValue())
            .map(it -> route.pattern().replace("{kind}/{id}", it))
            .toList()
        : List.of(path(route, theirs.ids()));
  }

  private static String path(Route route, Map<String, String> ids) {
    return VARIABLE
        .matcher(route.pattern())
        .replaceAll(it -> Matcher.quoteReplacement(id(route.handler(), it.group(1), ids)));
  }

  private static String id(HandlerMethod handler, String name, Map<String, String> ids) {
    String type =
        Arrays.stream(handler.getMethod().getParameters())
            .filter(it -> it.isAnnotationPresent(PathVariable.class))
            .filter(it -> nameOf(it).equals(name))
            .map(it -> it.getType().getSimpleName())
            .findFirst()
            .orElseThrow();
    String ofController = handler.getBeanType().getSimpleName() + " " + type;
    String id = ids.getOrDefault(ofController, ids.get(type));
    return Objects.requireNonNull(id, () -> "No record for " + handler);
  }

  private static String nameOf(Parameter parameter) {
    String given = parameter.getAnnotation(PathVariable.class).value();
    return given.isEmpty() ? parameter.getName() : given;
  }

  private static int page(Asker asker, Route route, String path) {
    return route.verb().equals("GET")
        ? asker.browser().get(path).status()
        : asker.browser().htmx(route.verb(), path, fields(asker.room(), "")).status();
  }

  private static int api(Asker asker, Route route, String path) {
    boolean bare = route.verb().equals("GET") || route.verb().equals("DELETE");
    return asker
        .send(
            route.verb(),
            path,
            bare
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(json(fields(asker.room(), ":00Z"))))
        .status();
  }

  /**
   * @param zone moments carry their zone in JSON, and none on forms
   */
  private static Map<String, String> fields(PracticeRoom room, String zone) {
    var fields = new LinkedHashMap<>(FIELDS);
    fields.put("client", room.client().toString());
    fields.put("service", room.service().toString());
    fields.put("practitioner", room.practitioner().toString());
    fields.put("location", room.location().toString());
    fields.put("start", "2026-11-24T10:00" + zone);
    fields.put("end", "2026-11-24T11:00" + zone);
    return fields;
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> "\"" + it.getKey() + "\":\"" + it.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
