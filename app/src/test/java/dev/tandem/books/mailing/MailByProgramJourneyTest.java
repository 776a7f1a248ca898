package dev.tandem.books.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program e-mails an invoice through Xero, reads its link and its PDF, under the page's guards.
 */
@TandemTest
class MailByProgramJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ANN = "ann@example.com";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  private BooksRoom books;
  private Program program;
  private InvoiceId invoice;

  @BeforeEach
  void anInvoiceInXero() {
    books = BooksRoom.open(house);
    xero.control("DELETE", "/_simulator/mail");
    books.change(books.room().client(), ClientField.EMAIL, ANN);
    invoice = books.invoice();
    books.settle();
    program = program(Role.RECEPTIONIST);
  }

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/switches/reset");
    clock.reset();
  }

  @Test
  void sendsItOnceToTheAddressesThatItWasTold() {
    JsonNode letter = read(post("/mail/preview", ""));
    assertThat(letter.at("/to/0").asString()).isEqualTo(ANN);
    assertThat(letter.path("after").isNull()).isTrue();
    assertThat(mails()).isZero();
    String body = "{\"to\":[\"" + ANN + "\"]}";
    Page sent = post("/mail", body);
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    assertThat(read(sent).path("state").asString()).isEqualTo("SENT");
    assertThat(post("/mail", body).status()).as("it was e-mailed since").isEqualTo(409);
    assertThat(mails()).isEqualTo(1);
    JsonNode paper = read(program.get(path("/paper")));
    assertThat(paper.at("/mails/0/state").asString()).isEqualTo("SENT");
    assertThat(read(post("/mail/preview", "")).path("after")).isEqualTo(paper.at("/mails/0/id"));
  }

  @Test
  void nothingGoesToOthersThanItWasToldOrMayBeWrittenTo() {
    for (String body : List.of("{}", "{\"to\":[]}")) {
      Page missing = post("/mail", body);
      assertThat(missing.status()).isEqualTo(422);
      assertThat(missing.body()).contains("\"to\":\"Is needed");
    }
    Page others = post("/mail", "{\"to\":[\"other@example.com\"]}");
    assertThat(others.status()).isEqualTo(409);
    assertThat(others.body()).contains("have changed since you looked");
    String contact = books.ledgerId("client", books.room().client().value());
    books.control(
        books.organisation() + "/contacts/" + contact,
        "{\"EmailAddress\":\"pat@kept-out.example\"}");
    for (Page kept :
        List.of(post("/mail/preview", ""), post("/mail", "{\"to\":[\"pat@kept-out.example\"]}"))) {
      assertThat(kept.status()).isEqualTo(409);
      assertThat(kept.body()).contains("may not write to");
    }
    Practices.run(books.practice(), () -> books.bean(MailChoices.class).turn(false, false));
    Page off = post("/mail/preview", "");
    assertThat(off.status()).isEqualTo(409);
    assertThat(off.body()).contains("turned off");
    assertThat(mails()).isZero();
  }

  @Test
  void readsTheClientsPageAndThePdf() {
    assertThat(read(program.get(path("/paper"))).path("onlineAddress").isNull()).isTrue();
    String url = read(post("/online-address", "")).path("url").asString();
    assertThat(url).startsWith("http");
    JsonNode paper = read(program.get(path("/paper")));
    assertThat(paper.path("onlineAddress").asString()).isEqualTo(url);
    assertThat(paper.path("there").asBoolean()).isTrue();
    Page pdf = program.get(path("/pdf"));
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.header("Content-Type")).contains("application/pdf");
    assertThat(pdf.body()).startsWith("%PDF");
    invoice = books.draft();
    assertThat(read(program.get(path("/paper"))).path("there").asBoolean()).isFalse();
    for (Page none :
        List.of(
            program.get(path("/pdf")), post("/online-address", ""), post("/mail/preview", ""))) {
      assertThat(none.status()).isEqualTo(409);
      assertThat(none.header("Content-Type")).contains("application/problem+json");
    }
  }

  @Test
  void whoOnlyReadsInvoicesReadsThePdfAndMailsNothing() {
    program = program(Role.PRACTITIONER);
    assertThat(program.get(path("/pdf")).status()).isEqualTo(200);
    assertThat(post("/mail/preview", "").status()).isEqualTo(403);
    assertThat(post("/mail", "{\"to\":[\"" + ANN + "\"]}").status()).isEqualTo(403);
    assertThat(mails()).isZero();
  }

  private Program program(Role role) {
    return TestPractice.of(house, books.practice()).program(role);
  }

  private long mails() {
    return JSON.readTree(xero.control("GET", "/_simulator/mail"))
        .valueStream()
        .filter(it -> it.path("subject").asString().startsWith("Invoice"))
        .count();
  }

  private String path(String rest) {
    return "/api/v1/invoices/" + invoice + rest;
  }

  private Page post(String rest, String json) {
    return program.post(path(rest), json);
  }

  private static JsonNode read(Page page) {
    return JSON.readTree(page.body());
  }
}
