package dev.tandem.practice.clients.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientImportId;
import dev.tandem.practice.clients.ClientImportWorker;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@TandemTest
class ClientPagesTest {

  @Autowired private ApplicationContext house;
  @Autowired private Clients clients;
  @Autowired private ClientImportWorker worker;

  @Autowired private TestClock clock;

  private TestPractice practice;
  private Browser desk;

  @AfterEach
  void reset() {
    clock.reset();
  }

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
    desk = practice.browser(Role.RECEPTIONIST);
  }

  @Test
  void anEmptyListSaysWhatWillStandThere() {
    assertThat(desk.get("/clients").body())
        .contains("No patients yet", "Import a list", "New patient");
    assertThat(desk.get("/clients?q=lee").body()).contains("Nobody found");
  }

  @Test
  void exportsEverybodyOnceHoweverMany() {
    Practices.run(
        practice.id(),
        () -> {
          for (int i = 0; i < 1050; i++) {
            clients.add(ClientDetails.person("Given" + i, i % 3 == 0 ? "Same" : "Name" + i % 50));
          }
        });
    List<String> lines = desk.get("/clients/export").body().lines().skip(1).toList();
    assertThat(lines).hasSize(1050).doesNotHaveDuplicates();
    assertThat(desk.get("/clients/export?q=same").body().lines().skip(1)).hasSize(350);
    assertThat(desk.get("/clients/export?q=ame").body().lines().skip(1)).hasSize(1050);
  }

  @Test
  void tellsTheAgeOfTheDayWhereThePracticeIs() {
    clock.stopAt(Instant.parse("2026-11-20T20:00:00Z"));
    ClientId id =
        Practices.in(
            practice.id(),
            () ->
                clients.add(
                    ClientDetails.person("Ann", "Lee")
                        .with(Map.of(ClientField.BIRTH_DATE, "2000-11-21"))));
    assertThat(desk.get("/clients/" + id).body()).contains("26 years");
  }

  @Test
  void addsShowsEditsAndArchives() {
    desk.get("/clients/new");
    var added =
        desk.submit(
            "/clients/new",
            Map.of("givenName", "Zoë", "familyName", "O'Neill", "phone", "0491 570 156"));
    assertThat(added.status()).isEqualTo(302);
    String page = added.redirect();
    assertThat(desk.get(page).body()).contains("is added", "Zoë O&#39;Neill", "tel:+61491570156");
    assertThat(desk.get(page).body()).contains("Robin Receptionist", "added this record");

    assertThat(desk.get(page + "/edit").body()).contains("Edit contact");
    var saved =
        desk.submit(page, Map.of("givenName", "Zoë", "familyName", "O'Neill", "city", "Manly"));
    assertThat(saved.redirect()).isEqualTo(page);
    assertThat(desk.get(page).body()).contains("Saved.", "Manly", "changed town or suburb");

    desk.get(page);
    desk.submit(page + "/archive", Map.of());
    assertThat(desk.get(page).body()).contains("is archived", "Restore");
    assertThat(desk.get("/clients").body()).doesNotContain("Zoë");
    assertThat(desk.get("/clients?status=archived").body()).contains("Zoë");
    desk.get(page);
    desk.submit(page + "/restore", Map.of());
    assertThat(desk.get("/clients").body()).contains("Zoë");
  }

  /** Else somebody who was archived meanwhile still looks as if they were not. */
  @Test
  void theHeadIsKeptUpToDateWhileThePageIsOpen() {
    ClientId ann = add(ClientDetails.person("Ann", "Lee"));
    String page = "/clients/" + ann;
    assertThat(practice.browser(Role.OWNER).get(page).body())
        .containsPattern("<h1 id=\"client-name\"[^>]*data-live=\"client:" + ann)
        .contains("hx-get=\"" + page + "/head\"")
        .contains("data-live=\"ledger client:" + ann, "id=\"client-standing\"")
        .doesNotContain("hx-swap-oob");
    Practices.run(
        practice.id(),
        () -> {
          clients.change(ann, 1, ClientDetails.person("Ann", "Field"));
          clients.archive(ann);
        });
    assertThat(desk.get(page + "/head").body())
        .contains("<span>Ann Field</span>", "Archived", "Restore")
        .containsPattern("id=\"client-standing\"[^>]*hx-swap-oob=\"true\"")
        .containsPattern("id=\"client-actions\"[^>]*hx-swap-oob=\"true\"")
        .doesNotContain("<html");
  }

  @Test
  void keepsWhatWasTypedAndSaysWhyAtTheField() {
    desk.get("/clients/new");
    var refused =
        desk.submit(
            "/clients/new", Map.of("givenName", "Zoë", "email", "at home", "birthDate", "soon"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("value=\"Zoë\"", "value=\"at home\"", "year-month-day");
    refused = desk.submit("/clients/new", Map.of("givenName", "Zoë", "email", "at home"));
    assertThat(refused.body()).contains("This is not an e-mail address", "is-invalid");
  }

  @Test
  void warnsBeforeSomebodyIsAddedTwiceAndLetsItHappenAnyway() {
    add(person("Ann", "Lee", ClientField.PHONE, "0491 570 156"));
    desk.get("/clients/new");
    var typed = Map.of("givenName", "Annie", "familyName", "Lee", "phone", "+61 491 570 156");
    var warned = desk.submit("/clients/new", typed);
    assertThat(warned.status()).isEqualTo(409);
    assertThat(warned.body()).contains("looks like somebody", "Ann Lee", "value=\"Annie\"");
    var anyway = new LinkedHashMap<>(typed);
    anyway.put("anyway", "true");
    assertThat(desk.submit("/clients/new", anyway).status()).isEqualTo(302);
  }

  @Test
  void aFormSavedOverANewerChangeIsRefusedAndShowsBoth() {
    ClientId ann = add(person("Ann", "Lee", ClientField.CITY, "Manly"));
    String page = "/clients/" + ann;
    desk.get(page + "/edit");
    Practices.in(
        practice.id(),
        () -> clients.change(ann, 1, person("Ann", "Lee", ClientField.CITY, "Mosman")));
    var refused =
        desk.submit(page, Map.of("givenName", "Anne", "familyName", "Lee", "city", "Manly"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains("Somebody else saved this record", "Mosman", "value=\"Anne\"", "Save mine");
    assertThat(find(ann).details().givenName()).isEqualTo("Ann");
  }

  @Test
  void searchesFromEveryPageAndExportsWhatIsShown() {
    add(person("Ann", "Lee", ClientField.EMAIL, "ann@example.com"));
    add(person("=HYPERLINK(1)", "Ray", ClientField.NOTES, "x"));
    assertThat(desk.get("/search?q=lee").body()).contains("Ann Lee");
    var found = desk.send(desk.request("/search?q=ann@").header("HX-Request", "true").GET());
    assertThat(found.body()).contains("Ann Lee").doesNotContain("<html");
    var list = desk.send(desk.request("/clients?q=lee").header("HX-Target", "client-list").GET());
    assertThat(list.body()).contains("Ann Lee").doesNotContain("<html", "Ray");
    assertThat(desk.get("/clients/export?q=lee").body()).contains("Ann,Lee").doesNotContain("Ray");
    assertThat(desk.get("/clients/export").body()).contains("'=HYPERLINK(1)");
  }

  @Test
  void showsFiftyAtATime() {
    Practices.in(
        practice.id(),
        () -> {
          for (int i = 0; i < 60; i++) {
            clients.add(ClientDetails.person("Kim", "A%02d".formatted(i)));
          }
          return 0;
        });
    assertThat(desk.get("/clients").body())
        .contains("1–50 of 60", "A49", "page=2")
        .doesNotContain("A50");
    assertThat(desk.get("/clients?page=2").body()).contains("51–60 of 60", "A50");
  }

  @Test
  void importsAFileFromUploadToReport() {
    String upload =
        "Name;E-mail;DOB\nAnn Lee;ann@example.com;03/04/1990\nBob Ray;bob at home;05/06/1991\n";
    String form = "/clients/import";
    desk.get(form);
    String page = upload(form, upload);
    String confirm = desk.get(page).body();
    assertThat(confirm).contains("2 rows", "Ann Lee", "which number is the day", "3 Apr 1990");
    var plan = Map.of("header", "true", "dateOrder", "MONTH_FIRST", "target", "FULL_NAME");
    assertThat(desk.submit(page + "/start", plan).status())
        .as("one column of three")
        .isEqualTo(302);
    Practices.in(
        practice.id(),
        () ->
            worker.work(ClientImportId.of(page.substring(page.lastIndexOf('/') + 1)), () -> true));
    assertThat(desk.get(page).body()).contains("All rows are through", "2 of 2 rows");
    assertThat(desk.get("/clients").body()).contains("Ann Lee", "Bob Ray");
  }

  @Test
  void aFileThatIsNoTableIsRefusedInPlainWords() {
    desk.get("/clients/import");
    assertThat(uploaded("/clients/import", "\n\n").body()).contains("This file is empty");
  }

  @Test
  void aBookkeeperLooksButDoesNotWrite() {
    Browser books = practice.browser(Role.BOOKKEEPER);
    ClientId ann = add(person("Ann", "Lee", ClientField.CITY, "Manly"));
    assertThat(books.get("/clients/" + ann).body()).contains("Manly").doesNotContain("Archive");
    assertThat(books.get("/clients/new").status()).isIn(302, 403);
    assertThat(books.get("/clients/import").status()).isIn(302, 403);
  }

  @Test
  void anotherPracticesIdsDoNotExist() {
    ClientId ann = add(person("Ann", "Lee", ClientField.CITY, "Manly"));
    Browser stranger = TestPractice.open(house).browser(Role.OWNER);
    stranger.get("/clients");
    for (String path : new String[] {"", "/edit", "/facts", "/story"}) {
      assertThat(stranger.get("/clients/" + ann + path).status()).as(path).isEqualTo(404);
    }
    assertThat(stranger.htmx("/clients/" + ann + "/archive", Map.of()).status()).isEqualTo(404);
    assertThat(stranger.get("/clients/import/" + ann).status()).isEqualTo(404);
  }

  private String upload(String form, String text) {
    return uploaded(form, text).redirect();
  }

  private Browser.Page uploaded(String form, String text) {
    String edge = "----tandem";
    var body = new StringBuilder();
    desk.hiddenFields(form)
        .forEach(
            (name, value) ->
                body.append(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(edge, name, value)));
    body.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--%s--\r\n"
            .formatted(edge, text, edge));
    return desk.send(
        desk.request(form)
            .header("Content-Type", "multipart/form-data; boundary=" + edge)
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private static ClientDetails person(
      String given, String family, ClientField field, String value) {
    return ClientDetails.person(given, family).with(Map.of(field, value));
  }

  private ClientId add(ClientDetails details) {
    return Practices.in(practice.id(), () -> clients.add(details));
  }

  private ClientView find(ClientId id) {
    return Practices.in(practice.id(), () -> clients.find(id));
  }
}
