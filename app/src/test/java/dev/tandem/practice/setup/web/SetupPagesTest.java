package dev.tandem.practice.setup.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.PractitionerView;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The setup as somebody fills it in: forms over real HTTP, without scripts. */
@TandemTest
class SetupPagesTest {

  private static final Map<String, String> SERVICE =
      Map.of(
          "name", "Initial consultation",
          "minutes", "45",
          "price", "$1,110.00",
          "taxInclusive", "true",
          "accountCode", "200",
          "taxType", "OUTPUT",
          "taxRate", "10 %");

  @Autowired private ApplicationContext house;
  @Autowired private Setup setup;

  private TestPractice practice;
  private Browser owner;

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
    owner = practice.browser(Role.OWNER);
  }

  @Test
  void addsChangesArchivesAndRestoresALocation() {
    assertThat(owner.get("/setup/locations").body()).contains("No locations yet");
    owner.get("/setup/locations/new");
    Page added = owner.submit("/setup/locations", Map.of("name", " Harbour ", "city", "Sydney"));
    assertThat(added.redirect()).isEqualTo("/setup/locations");
    assertThat(owner.get("/setup/locations").body()).contains("Harbour is added.", "Sydney");
    LocationView harbour = in(setup::locations).getFirst();
    assertThat(harbour.name()).isEqualTo("Harbour");
    assertThat(harbour.colour()).as("the first colour that is free").matches("#[0-9a-f]{6}");

    String path = "/setup/locations/" + harbour.id();
    assertThat(owner.get(path).body()).contains("value=\"Harbour\"", "value=\"Sydney\"");
    owner.submit(path, Map.of("name", "Harbour & Sons", "postcode", "2000", "city", ""));
    assertThat(owner.get("/setup/locations").body()).contains("Harbour &amp; Sons is saved.");
    assertThat(in(() -> setup.location(harbour.id()).postcode())).isEqualTo("2000");
    assertThat(in(() -> setup.location(harbour.id()).city())).isEmpty();

    owner.get(path);
    assertThat(owner.submit(path + "/archive", Map.of()).redirect()).isEqualTo("/setup/locations");
    assertThat(in(setup::locations)).isEmpty();
    assertThat(owner.get("/setup/locations").body())
        .contains("is archived. You find it below.", "Archived (1)");
    owner.submit(path + "/restore", Map.of());
    assertThat(in(setup::locations)).hasSize(1);
  }

  @Test
  void saysAtTheFieldsOfALocationWhatToDo() {
    owner.get("/setup/locations/new");
    Page page =
        owner.submit(
            "/setup/locations",
            Map.of("name", " ", "postcode", "2".repeat(17), "city", "Sydney", "colour", "red"));
    refused(page, "name", "postcode");
    assertThat(page.body()).as("what was typed stays").contains("value=\"Sydney\"");
    assertThat(in(setup::locations)).isEmpty();
    owner.get("/setup/locations/new");
    owner.submit("/setup/locations", Map.of("name", "Harbour"));
    owner.get("/setup/locations/new");
    Page twice = owner.submit("/setup/locations", Map.of("name", "harbour"));
    refused(twice, "name");
    assertThat(twice.body()).contains("There is a location of this name already.");
  }

  @Test
  void restoresNothingWhoseNameWasGivenAway() {
    owner.get("/setup/locations/new");
    owner.submit("/setup/locations", Map.of("name", "Harbour"));
    LocationView first = in(setup::locations).getFirst();
    owner.get("/setup/locations/" + first.id());
    owner.submit("/setup/locations/" + first.id() + "/archive", Map.of());
    owner.get("/setup/locations/new");
    owner.submit("/setup/locations", Map.of("name", "Harbour"));
    owner.get("/setup/locations");
    Page page = owner.submit("/setup/locations/" + first.id() + "/restore", Map.of());
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("There is a location of this name already.");
    assertThat(in(setup::archivedLocations)).hasSize(1);
  }

  @Test
  void addsChangesArchivesAndRestoresAService() {
    owner.get("/setup/services/new");
    assertThat(owner.submit("/setup/services", SERVICE).redirect()).isEqualTo("/setup/services");
    assertThat(owner.get("/setup/services").body())
        .contains("Initial consultation is added.", "45 min", "$1,110.00", "10 % included");
    ServiceView service = in(setup::services).getFirst();
    assertThat(service.price()).hasToString("1110.00 AUD");

    String path = "/setup/services/" + service.id();
    assertThat(owner.get(path).body()).contains("value=\"1110.00\"", "value=\"OUTPUT\"");
    owner.submit(path, with(SERVICE, "taxInclusive", "false", "price", "95", "minutes", "30"));
    ServiceView changed = in(() -> setup.service(service.id()));
    assertThat(changed.taxInclusive()).isFalse();
    assertThat(changed.minutes()).isEqualTo(30);
    assertThat(owner.get("/setup/services").body()).contains("$95.00", "10 % on top");

    owner.get(path);
    owner.submit(path + "/archive", Map.of());
    assertThat(in(setup::services)).isEmpty();
    owner.get("/setup/services");
    owner.submit(path + "/restore", Map.of());
    assertThat(in(setup::services)).hasSize(1);
  }

  @Test
  void saysAtTheFieldsOfAServiceWhatToDo() {
    for (var wrong :
        List.of(
            Map.entry("name", ""),
            Map.entry("minutes", "a while"),
            Map.entry("minutes", "4"),
            Map.entry("minutes", "1441"),
            Map.entry("price", "-1"),
            Map.entry("price", "ten"),
            Map.entry("price", "1.005"),
            Map.entry("accountCode", "12345678901"),
            Map.entry("taxType", "O".repeat(51)),
            Map.entry("taxRate", "101"))) {
      owner.get("/setup/services/new");
      refused(
          owner.submit("/setup/services", with(SERVICE, wrong.getKey(), wrong.getValue())),
          wrong.getKey());
    }
    assertThat(in(setup::services)).isEmpty();
  }

  @Test
  void addsChangesAndArchivesAPractitionerWhoIsAPersonOfThePractice() {
    practice.email(Role.PRACTITIONER);
    String robin =
        in(() ->
                house
                    .getBean(dev.tandem.staff.Staff.class)
                    .findByEmail(practice.email(Role.PRACTITIONER)))
            .orElseThrow()
            .toString();
    Page form = owner.get("/setup/practitioners/new");
    assertThat(form.body()).contains("Robin Practitioner");
    owner.submit(
        "/setup/practitioners",
        Map.of("name", "Dr Grey", "profession", "Physiotherapist", "staff", robin));
    PractitionerView grey = in(setup::practitioners).getFirst();
    assertThat(String.valueOf(grey.staff())).isEqualTo(robin);
    assertThat(owner.get("/setup/practitioners").body()).contains("Dr Grey", "Physiotherapist");

    owner.get("/setup/practitioners/new");
    refused(
        owner.submit("/setup/practitioners", Map.of("name", "Dr Twin", "staff", robin)), "staff");
    owner.get("/setup/practitioners/new");
    refused(owner.submit("/setup/practitioners", Map.of("name", "", "staff", "")), "name");
    owner.get("/setup/practitioners/new");
    refused(
        owner.submit("/setup/practitioners", Map.of("name", "Dr No", "staff", "nobody")), "staff");

    String path = "/setup/practitioners/" + grey.id();
    owner.get(path);
    owner.submit(path, Map.of("name", "Dr Meredith Grey", "profession", "", "staff", ""));
    assertThat(in(() -> setup.practitioner(grey.id())).staff()).isNull();
    owner.get(path);
    owner.submit(path + "/archive", Map.of());
    assertThat(in(setup::practitioners)).isEmpty();
  }

  @Test
  void changesTheProfileButNotTheCurrency() {
    assertThat(owner.get("/setup").redirect()).isEqualTo("/setup/practice");
    owner.get("/setup/practice");
    Map<String, String> profile =
        Map.of(
            "name", "Rowing Club",
            "kind", "ASSOCIATION",
            "country", "NZ",
            "zone", "Pacific/Auckland",
            "currency", "USD");
    assertThat(owner.submit("/setup/practice", profile).redirect()).isEqualTo("/setup/practice");
    var now = in(setup::practice);
    assertThat(now.kind()).isEqualTo(PracticeKind.ASSOCIATION);
    assertThat(now.zone()).hasToString("Pacific/Auckland");
    assertThat(now.currency()).isEqualTo("AUD");
    assertThat(owner.get("/clients").body()).contains("Rowing Club", "Members");

    owner.get("/setup/practice");
    refused(owner.submit("/setup/practice", with(profile, "name", " ")), "name");
    for (var wrong : Map.of("kind", "CIRCUS", "country", "ZZ", "zone", "Mars/Base").entrySet()) {
      owner.get("/setup/practice");
      refused(
          owner.submit("/setup/practice", with(profile, wrong.getKey(), wrong.getValue())),
          wrong.getKey());
    }
  }

  @Test
  void changesHowInvoicesAreMade() {
    owner.get("/setup/preferences");
    Map<String, String> wanted =
        Map.of(
            "invoiceOn", "BUTTON",
            "invoiceAs", "DRAFT",
            "paymentTermsRule", "OF_NEXT_MONTH",
            "paymentTermsDays", "20",
            "invoicePrefix", "R/");
    owner.submit("/setup/preferences", wanted);
    assertThat(in(setup::preferences))
        .isEqualTo(
            new Preferences(
                Preferences.InvoiceOn.BUTTON,
                Preferences.InvoiceAs.DRAFT,
                new PaymentTerms(PaymentTerms.Rule.OF_NEXT_MONTH, 20),
                "R/"));
    for (var wrong :
        List.of(
            Map.entry("paymentTermsDays", "soon"),
            Map.entry("paymentTermsDays", "32"),
            Map.entry("invoicePrefix", "Größe "))) {
      owner.get("/setup/preferences");
      refused(
          owner.submit("/setup/preferences", with(wanted, wrong.getKey(), wrong.getValue())),
          wrong.getKey());
    }
  }

  @Test
  void isClosedToWhoMayNotSetUp() {
    Browser desk = practice.browser(Role.RECEPTIONIST);
    desk.get("/account");
    for (String path : List.of("locations", "services", "practitioners", "practice", "people")) {
      assertThat(desk.get("/setup/" + path).status()).as(path).isEqualTo(403);
    }
    assertThat(desk.htmx("/setup/locations", Map.of("name", "Desk")).status()).isEqualTo(403);
    assertThat(in(setup::locations)).isEmpty();
  }

  private static void refused(Page page, String... fields) {
    assertThat(page.status()).as(page.body()).isEqualTo(422);
    for (String field : fields) {
      assertThat(page.body()).contains("id=\"" + field + "-error\"");
    }
  }

  private static Map<String, String> with(Map<String, String> fields, String... more) {
    var all = new HashMap<>(fields);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private <T> T in(Supplier<T> work) {
    return Practices.in(practice.id(), work::get);
  }
}
