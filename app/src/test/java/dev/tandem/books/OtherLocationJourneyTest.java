package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Earned at another location of the same organisation, an invoice's lines are mapped anew. */
@TandemTest
class OtherLocationJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  BooksRoom books;
  Browser desk;
  LocationId south;
  Tracking here;
  Tracking there;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    south = books.in(() -> books.bean(Setup.class).add(LocationDetails.named("South")));
    List<Tracking> options = options();
    here = options.getFirst();
    there = options.getLast();
    assertThat(here.categoryId()).isEqualTo(there.categoryId());
    map(books.room().location(), here);
    map(south, there);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void itsLinesAreMappedAnewAfterShowingItAndWhatWasSetByHandStays() {
    String service = books.room().service().toString();
    desk.get("/invoices/new");
    String to =
        desk.submit(
                "/invoices",
                Map.of(
                    "client",
                    books.room().client().toString(),
                    "location",
                    books.room().location().toString(),
                    "lines[0].service",
                    service,
                    "lines[1].service",
                    service,
                    "lines[1].place.account",
                    "260",
                    "lines[2].service",
                    service,
                    "lines[2].place.tracking[" + here.categoryId() + "]",
                    "-",
                    "as",
                    "APPROVED"))
            .redirect();
    InvoiceId id = InvoiceId.of(to.substring("/invoices/".length()));
    books.settle();
    assertThat(details(id))
        .extracting(it -> it.tracking())
        .containsExactly(List.of(here), List.of(here), List.of());

    desk.get("/invoices/" + id + "/change");
    Map<String, String> moved = fields(id);
    moved.put("location", south.toString());
    Browser.Page shown = desk.submit("/invoices/" + id, moved);
    assertThat(shown.status()).isEqualTo(422);
    assertThat(HtmlUtils.htmlUnescape(shown.body()))
        .contains(
            "Its lines are mapped anew by this",
            here.text(),
            there.text(),
            "what was set by hand stays");
    assertThat(details(id).getFirst().tracking()).as("nothing is done yet").containsExactly(here);

    moved.put(
        "shown", shown.body().replaceFirst("(?s).*name=\"shown\" value=\"([^\"]*)\".*", "$1"));
    assertThat(desk.submit("/invoices/" + id, moved).redirect()).isEqualTo("/invoices/" + id);
    books.settle();
    assertThat(details(id))
        .extracting(it -> it.tracking())
        .containsExactly(List.of(there), List.of(there), List.of());
    assertThat(details(id))
        .extracting(LineDetails::accountCode)
        .containsExactly("200", "260", "200");
    JsonNode lines = inXero(id).path("LineItems");
    assertThat(lines.get(0).path("Tracking").findValuesAsString("Option"))
        .containsExactly(there.option());
    assertThat(lines.get(1).path("Tracking").findValuesAsString("Option"))
        .containsExactly(there.option());
    assertThat(lines.get(1).path("AccountCode").asString()).isEqualTo("260");
    assertThat(lines.get(2).path("Tracking")).isEmpty();
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** What PUT leaves out is empty, the location as well. */
  @Test
  void aProgramTakesTheLocationAwayAfterItSawTheLines() {
    InvoiceId id =
        books.in(
            () -> {
              LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
              var line =
                  new LineDetails(
                      "Consultation",
                      BigDecimal.ONE,
                      new BigDecimal("110.00"),
                      "200",
                      "OUTPUT",
                      BigDecimal.TEN,
                      books.room().service(),
                      "",
                      null,
                      List.of(here));
              return books
                  .bean(Billing.class)
                  .issue(
                      new InvoiceDetails(
                          books.room().client(),
                          null,
                          books.room().location(),
                          today,
                          today.plusDays(14),
                          "",
                          LineAmounts.INCLUSIVE,
                          List.of(line)));
            });
    Program program = TestPractice.of(house, books.practice()).program(Role.BOOKKEEPER);
    String path = "/api/v1/invoices/" + id;
    String seen = JSON.readTree(program.get(path).body()).path("seen").asString();
    String all =
        "{\"seen\":\"%s\",\"client\":\"%s\",\"date\":\"%s\",\"lines\":[{\"line\":1}]%%s}"
            .formatted(seen, books.room().client(), books.find(id).date());
    Browser.Page unseen = put(program, path, all.formatted(""));
    assertThat(unseen.status()).isEqualTo(422);
    assertThat(unseen.body()).contains("mapped anew by this", "change/preview?whole=true");
    JsonNode plan =
        JSON.readTree(program.post(path + "/change/preview?whole=true", all.formatted("")).body());
    assertThat(plan.at("/lines/0/tracking")).as("of no location").isEmpty();
    String shown = ",\"shown\":\"" + plan.path("shown").asString() + "\"";
    Browser.Page done = put(program, path, all.formatted(shown));
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(books.find(id).location()).isNull();
    assertThat(details(id).getFirst().tracking()).isEmpty();
  }

  private static Browser.Page put(Program program, String path, String body) {
    return program.send(
        "PUT", path, BodyPublishers.ofString(body), Map.of("Content-Type", "application/json"));
  }

  private Map<String, String> fields(InvoiceId id) {
    var it = books.find(id);
    var fields = new HashMap<String, String>();
    fields.put("client", it.client().toString());
    fields.put("date", it.date().toString());
    fields.put("dueDate", it.dueDate().toString());
    for (int i = 0; i < it.lines().size(); i++) {
      LineDetails line = it.lines().get(i).details();
      fields.put("lines[" + i + "].service", String.valueOf(line.service()));
      fields.put("lines[" + i + "].description", line.description());
      fields.put("lines[" + i + "].quantity", line.quantity().toPlainString());
      fields.put("lines[" + i + "].unitPrice", line.unitPrice().toPlainString());
    }
    return fields;
  }

  private List<LineDetails> details(InvoiceId id) {
    return books.find(id).lines().stream().map(it -> it.details()).toList();
  }

  private void map(LocationId location, Tracking to) {
    Practices.run(
        books.practice(),
        () -> {
          var mappings = books.bean(Mappings.class);
          mappings.map(
              mappings.organisations().getFirst(),
              Subject.of(location),
              new Target(null, null, null, List.of(to.optionId())));
        });
  }

  private List<Tracking> options() {
    return books.in(
        () ->
            books.bean(Reference.class).tracking(BooksRoom.TENANT).stream()
                .filter(it -> it.active())
                .limit(2)
                .map(it -> new Tracking(it.categoryId(), it.category(), it.id(), it.name()))
                .toList());
  }

  private JsonNode inXero(InvoiceId id) {
    String ledgerId = books.ledgerId("invoice", id.value());
    return books
        .records("invoices", it -> it.path("InvoiceID").asString().equals(ledgerId))
        .getFirst();
  }
}
