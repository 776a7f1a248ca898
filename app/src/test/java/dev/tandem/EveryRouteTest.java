package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.PractitionerDetails;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import java.lang.reflect.Parameter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * with another practice's record, and must answer 404. Routes are read from the application, so a
 * new one is tried by itself.
 *
 * <p>What a new route needs here: nothing if its id's type is in {@link #samples}; else a line
 * there that makes such a record. A path variable that names no record (a word, a page) goes to
 * {@link #WORDS}; a route that works without a session or practice goes to {@link #ELSEWHERE} with
 * its reason.
 */
@TandemTest
class EveryRouteTest {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)(?::[^}]*)?}");

  /** Path variables that choose, but own nothing: a value to put there. */
  private static final Map<String, String> WORDS = Map.of("kind", "invoice");

  /** Routes by prefix that are no practice's, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "/password/", "the token is the proof",
          "/webhooks/", "the signature is the proof",
          "/_simulator/", "not part of the application");

  /** Answer alike for any id, whoever's it is, so they tell a stranger nothing. */
  private static final Set<String> ALIKE =
      Set.of(
          "GET /ledger/story/{kind}/{id}",
          "GET /api/v1/ledger/outbox/{kind}/{id}",
          "POST /ledger/refusals/{kind}/{id}/retry");

  /** What forms and bodies hold, so that none is refused for what is missing before its record. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("role", "ADMIN"),
          Map.entry("name", "x"),
          Map.entry("amount", "10.00"),
          Map.entry("method", "CARD"),
          Map.entry("on", "true"),
          Map.entry("account", "200"),
          Map.entry("dateOrder", "DAY_FIRST"),
          Map.entry("start", "2026-11-24T10:00"),
          Map.entry("end", "2026-11-24T11:00"),
          Map.entry("practitioner", "00000000-0000-7000-8000-000000000001"),
          Map.entry("client", "00000000-0000-7000-8000-000000000001"),
          Map.entry("service", "00000000-0000-7000-8000-000000000001"),
          Map.entry("location", "00000000-0000-7000-8000-000000000001"),
          Map.entry("date", "2026-11-24"),
          Map.entry("time", "10:00"),
          Map.entry("minutes", "45"),
          Map.entry("target", ""),
          Map.entry("tax", "OUTPUT"),
          Map.entry("version", "1"));

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Autowired private ApplicationContext house;
  @Autowired private Setup setup;

  /** A record of the other practice for each type that a path variable has. */
  private Map<String, String> samples(PracticeRoom theirs) {
    var samples = new LinkedHashMap<String, String>();
    samples.put("ClientId", theirs.client().toString());
    samples.put("ServiceId", theirs.service().toString());
    samples.put("PractitionerId", theirs.practitioner().toString());
    samples.put("LocationId", theirs.location().toString());
    PracticeId practice = theirs.practice();
    Practices.run(
        practice,
        () -> {
          setup.add(LocationDetails.named("Second"));
          setup.add(new PractitionerDetails("Dr Second", "", "", null));
          Staff staff = house.getBean(Staff.class);
          var person =
              new NewPerson("their" + practice + "@example.com", "Theirs", Role.ADMIN, null);
          samples.put("StaffId", staff.add(person).toString());
          ApiKeys keys = house.getBean(ApiKeys.class);
          keys.create("theirs", Role.ADMIN);
          samples.put("ApiKeysController UUID", keys.all().getFirst().id().toString());
        });
    StrangersRecords.add(house, theirs, samples);
    return samples;
  }

  @Test
  void answers404ToAnotherPracticesRecords() {
    Map<String, String> samples = samples(PracticeRoom.open(house));
    TestPractice mine = TestPractice.open(house);
    Browser browser = mine.browser(Role.OWNER);
    browser.get("/account");
    String key = mine.apiKey(Role.OWNER);
    var wrong = new ArrayList<String>();
    routes()
        .forEach(
            route -> {
              String path = filled(route, samples, wrong);
              if (path != null) {
                int status =
                    path.startsWith("/api/")
                        ? api(browser, route, path, key)
                        : page(browser, route, path);
                if (status != 404) {
                  wrong.add(route.verb() + " " + route.pattern() + " answers " + status);
                }
              }
            });
    assertThat(wrong).isEmpty();
  }

  private record Route(String verb, String pattern, HandlerMethod handler) {}

  private Stream<Route> routes() {
    return mappings.getHandlerMethods().entrySet().stream()
        .flatMap(it -> routes(it.getKey(), it.getValue()))
        .filter(it -> it.pattern().contains("{"))
        .filter(it -> !ALIKE.contains(it.verb() + " " + it.pattern()))
        .filter(it -> ELSEWHERE.keySet().stream().noneMatch(it.pattern()::startsWith));
  }

  private static Stream<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
    Set<String> verbs =
        info.getMethodsCondition().getMethods().isEmpty()
            ? Set.of("GET")
            : info.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .collect(java.util.stream.Collectors.toSet());
    return info.getPatternValues().stream()
        .flatMap(pattern -> verbs.stream().map(verb -> new Route(verb, pattern, handler)));
  }

  /** Null, and a complaint, if there is no sample. */
  private static String filled(Route route, Map<String, String> samples, List<String> wrong) {
    Matcher variable = VARIABLE.matcher(route.pattern());
    var path = new StringBuilder();
    while (variable.find()) {
      String sample = sample(route.handler(), variable.group(1), samples);
      if (sample == null) {
        wrong.add(route.verb() + " " + route.pattern() + " has no sample for " + variable.group(1));
        return null;
      }
      variable.appendReplacement(path, Matcher.quoteReplacement(sample));
    }
    return variable.appendTail(path).toString();
  }

  private static String sample(HandlerMethod handler, String name, Map<String, String> samples) {
    if (WORDS.containsKey(name)) {
      return WORDS.get(name);
    }
    String type =
        Arrays.stream(handler.getMethod().getParameters())
            .filter(it -> it.isAnnotationPresent(PathVariable.class))
            .filter(it -> nameOf(it).equals(name))
            .map(it -> it.getType().getSimpleName())
            .findFirst()
            .orElse("String");
    String ofController = handler.getBeanType().getSimpleName() + " " + type;
    return samples.getOrDefault(ofController, samples.get(type));
  }

  private static String nameOf(Parameter parameter) {
    String given = parameter.getAnnotation(PathVariable.class).value();
    return given.isEmpty() ? parameter.getName() : given;
  }

  /**
   * The record is looked for before the fields: 400 and 422 count only where a field that the form
   * cannot do without is not in {@link #FIELDS}.
   */
  private static int page(Browser browser, Route route, String path) {
    return route.verb().equals("GET")
        ? browser.get(path).status()
        : browser.htmx(route.verb(), path, FIELDS).status();
  }

  private static int api(Browser browser, Route route, String path, String key) {
    HttpRequest.Builder request =
        browser
            .request(path)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(
                route.verb(),
                route.verb().equals("GET") || route.verb().equals("DELETE")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json()));
    return browser.send(request).status();
  }

  /** Moments carry their zone in JSON, and none on forms. */
  private static String json() {
    var fields = new LinkedHashMap<>(FIELDS);
    fields.put("start", "2026-11-24T10:00:00Z");
    fields.put("end", "2026-11-24T11:00:00Z");
    return fields.entrySet().stream()
        .map(it -> "\"" + it.getKey() + "\":\"" + it.getValue() + "\"")
        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
  }
}
