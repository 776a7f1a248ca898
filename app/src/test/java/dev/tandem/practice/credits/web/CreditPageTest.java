package dev.tandem.practice.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a credit will do is shown before it is done, and done once. */
@TandemTest
class CreditPageTest {

  @Autowired ApplicationContext house;
  @Autowired Billing billing;
  @Autowired Credits credits;
  TestPractice practice;
  PracticeRoom room;
  Browser desk;

  @BeforeEach
  void openPractice() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    desk = practice.browser(Role.OWNER);
    desk.get("/account");
  }

  @Test
  void showsWhatACreditWillDoAndThenDoesIt() {
    InvoiceId id = invoiced();
    assertThat(desk.get("/invoices/" + id + "/credit").body()).contains("Consultation", "Report");
    Map<String, String> typed = typed("lines[1].quantity", "0");
    String shown = desk.htmx("/invoices/" + id + "/credit", with(id, typed)).body();
    assertThat(shown).contains("What will happen", "110.00", "is owed now", "55.00", "afterwards");
    assertThat(credits(id)).as("shown only").isEmpty();
    var done = desk.htmx("/invoices/" + id + "/credit", sure(shown, with(id, typed)));
    assertThat(done.redirect()).isEqualTo("/invoices/" + id);
    assertThat(find(id).due()).isEqualByComparingTo("55.00");
    assertThat(credits(id)).singleElement().matches(it -> it.number().equals("CN-0001"));
    assertThat(desk.get("/invoices/" + id + "/credits").body())
        .contains("CN-0001", "Charged twice", "settles this invoice");
  }

  @Test
  void givesMoneyBackOnceThoughTheButtonIsPressedTwice() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    Map<String, String> typed = typed("lines[0].quantity", "0");
    typed.put("refund", "true");
    typed.put("refundMethod", "CARD");
    String shown = desk.htmx("/invoices/" + id + "/credit", with(id, typed)).body();
    assertThat(shown).contains("is given back to the patient", "55.00");
    Map<String, String> pressed = sure(shown, with(id, typed));
    desk.htmx("/invoices/" + id + "/credit", pressed);
    var again = desk.htmx("/invoices/" + id + "/credit", pressed);
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("changed meanwhile").doesNotContain("name=\"sure\"");
    assertThat(credits(id))
        .singleElement()
        .satisfies(it -> assertThat(it.refunded()).isEqualByComparingTo("55.00"));
  }

  @Test
  void whatIsWrittenOverAfterItWasShownIsShownAnew() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    for (String path : List.of("/credit", "/correction")) {
      String to = "/invoices/" + id + path;
      String shown = desk.htmx(to, with(id, typed("lines[0].unitPrice", "88.00"))).body();
      Map<String, String> other = sure(shown, with(id, typed("lines[0].unitPrice", "77.00")));
      var stood = Pattern.compile("name=\"stood\" value=\"([^\"]*)\"").matcher(shown);
      assertThat(stood.find()).isTrue();
      other.put("stood", stood.group(1));
      var refused = desk.htmx(to, other);
      assertThat(refused.status()).as(path).isEqualTo(422);
      assertThat(refused.body())
          .as(path)
          .contains("This is not what was shown", "What will happen", "name=\"sure\"")
          .contains(path.equals("/credit") ? "132.00" : "33.00");
      assertThat(credits(id)).isEmpty();
    }
  }

  /** A form's first button is the one that Enter presses. */
  @Test
  void enterShowsWhatWillHappenAndDoesNothing() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    for (String path : List.of("/credit", "/correction")) {
      String to = "/invoices/" + id + path;
      Map<String, String> typed = with(id, typed("lines[0].unitPrice", "88.00"));
      for (String page : List.of(desk.get(to).body(), desk.htmx(to, typed).body())) {
        var first =
            Pattern.compile(
                    "action=\"" + Pattern.quote(to) + "\".*?(<button[^>]*>)([^<]*)", Pattern.DOTALL)
                .matcher(page);
        assertThat(first.find()).as(path).isTrue();
        assertThat(first.group(1)).as(path).doesNotContain("name=");
        assertThat(first.group(2)).as(path).isEqualTo("Show what will happen");
      }
    }
  }

  @Test
  void saysAtTheFieldWhatIsMissing() {
    InvoiceId id = invoiced();
    Map<String, String> typed = typed("reason", " ");
    var refused = desk.htmx("/invoices/" + id + "/credit", with(id, typed));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Say why", "Consultation");
  }

  @Test
  void correctsAPaidInvoiceToLessByCreditingTheDifference() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    Map<String, String> typed = typed("lines[0].unitPrice", "88.00");
    typed.put("refund", "false");
    String shown = desk.htmx("/invoices/" + id + "/correction", with(id, typed)).body();
    assertThat(shown).contains("As invoiced", "As corrected", "165.00", "143.00", "22.00");
    var done = desk.htmx("/invoices/" + id + "/correction", sure(shown, with(id, typed)));
    assertThat(done.redirect()).isEqualTo("/invoices/" + id);
    CreditNoteView note = credits(id).getFirst();
    assertThat(note.total()).isEqualByComparingTo("22.00");
    assertThat(note.tax()).isEqualByComparingTo("2.00");
    assertThat(note.lines()).hasSize(2);
    assertThat(find(id).paid()).as("the payment stands").isEqualByComparingTo("165.00");
  }

  @Test
  void correctsAPaidInvoiceToMoreByAnInvoiceOfItsOwnOnce() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    Map<String, String> typed = typed("lines[0].unitPrice", "132.00");
    String shown = desk.htmx("/invoices/" + id + "/correction", with(id, typed)).body();
    assertThat(shown).contains("An invoice of its own", "22.00");
    Map<String, String> pressed = sure(shown, with(id, typed));
    String to = desk.htmx("/invoices/" + id + "/correction", pressed).redirect();
    InvoiceView more = find(InvoiceId.of(to.substring("/invoices/".length())));
    assertThat(more.total()).isEqualByComparingTo("22.00");
    assertThat(more.status()).isEqualTo(InvoiceStatus.APPROVED);
    assertThat(more.reference()).contains("Correction of INV-0001");
    assertThat(desk.htmx("/invoices/" + id + "/correction", pressed).status()).isEqualTo(422);
    assertThat(Practices.in(practice.id(), () -> billing.ofClient(room.client(), 9))).hasSize(2);
    assertThat(find(id).status()).isEqualTo(InvoiceStatus.PAID);
  }

  @Test
  void aLineThatWasForgottenIsAddedAndChargedByAnInvoiceOfItsOwn() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    String path = "/invoices/" + id + "/correction";
    Map<String, String> typed = typed("lines[0].description", "Long consultation");
    var more = new HashMap<>(with(id, typed));
    more.put("more", "true");
    String row = desk.htmx(path, more).body();
    assertThat(row).contains("added[0].service", "Long consultation").doesNotContain("added[1]");

    Map<String, String> lacking = with(id, typed("added[0].description", "Tape"));
    var refused = desk.htmx(path, lacking);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Choose the service, or account and tax", "value=\"Tape\"")
        .containsPattern("is-invalid\" id=\"added\\[0\\]\\.service");

    Map<String, String> nowhere = typed("added[0].service", service("", "").toString());
    assertThat(desk.htmx(path, with(id, nowhere)).body())
        .contains("Taping has no account and no tax yet: say it at the service first");

    Map<String, String> much = with(id, typed("added[0].quantity", "3"));
    assertThat(desk.htmx(path, much).body())
        .as("not dropped without a word")
        .contains("Choose the service, or account and tax");

    Map<String, String> forgotten = typed("added[0].service", room.service().toString());
    forgotten.put("added[0].description", "Tape");
    forgotten.put("added[0].quantity", "2");
    forgotten.put("added[0].unitPrice", "5.50");
    String shown = desk.htmx(path, with(id, forgotten)).body();
    assertThat(shown).contains("An invoice of its own", "Tape", "176.00", "11.00");
    String to = desk.htmx(path, sure(shown, with(id, forgotten))).redirect();
    InvoiceView charged = find(InvoiceId.of(to.substring("/invoices/".length())));
    assertThat(charged.total()).isEqualByComparingTo("11.00");
    assertThat(charged.lines())
        .singleElement()
        .extracting(it -> it.details().service())
        .isEqualTo(room.service());
    assertThat(find(id).paid()).as("the payment stands").isEqualByComparingTo("165.00");
  }

  private ServiceId service(String account, String tax) {
    var it =
        new ServiceDetails(
            "Taping", 45, new BigDecimal("11.00"), true, account, tax, BigDecimal.TEN, "#0c6ebd");
    return Practices.in(practice.id(), () -> house.getBean(Setup.class).add(it));
  }

  /** What is wrong is said at the row that it was written into. */
  @Test
  void aMistakeIsToldAtItsRowAlsoWhereOthersAreLeftOut() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    Map<String, String> typed = typed("lines[0].quantity", "0");
    for (String wrong : List.of("1.12345", "much")) {
      typed.put("lines[1].unitPrice", wrong);
      assertThat(desk.htmx("/invoices/" + id + "/correction", with(id, typed)).body())
          .as(wrong)
          .containsPattern(
              "is-invalid\" id=\"lines\\[1\\]\\.unitPrice|id=\"lines\\[1\\]\\.unitPrice\"[^>]*is-invalid|is-invalid[^>]*lines\\[1\\]\\.unitPrice");
    }
    var unreadable = with(id, typed("lines[0].quantity", "0"));
    unreadable.put("lines[0].unitPrice", "much");
    assertThat(desk.htmx("/invoices/" + id + "/correction", unreadable).body())
        .as("its own row, not the first that counts")
        .containsPattern(
            "is-invalid[^>]*lines\\[0\\]\\.unitPrice|lines\\[0\\]\\.unitPrice\"[^>]*is-invalid");
  }

  /** What is written is what the invoice should have said, not what is wrong besides. */
  @Test
  void correctsAnInvoiceOnceUntilThatIsVoided() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    Map<String, String> typed = typed("lines[0].unitPrice", "88.00");
    String shown = desk.htmx("/invoices/" + id + "/correction", with(id, typed)).body();
    desk.htmx("/invoices/" + id + "/correction", sure(shown, with(id, typed)));
    assertThat(desk.get("/invoices/" + id + "/credits").body()).doesNotContain("/correction");
    Map<String, String> again = typed("lines[0].unitPrice", "99.00");
    var refused = desk.htmx("/invoices/" + id + "/correction", with(id, again));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("INV-0001 was changed by CN-0001 already");
    Practices.run(practice.id(), () -> credits.voidNote(credits(id).getFirst().id()));
    assertThat(desk.htmx("/invoices/" + id + "/correction", with(id, again)).status())
        .isEqualTo(200);
  }

  /** INV-0001 is not INV-00011. */
  @Test
  void anInvoiceOfAnotherCorrectionIsNotInTheWay() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    Practices.run(
        practice.id(),
        () ->
            billing.draft(
                new InvoiceDetails(
                    room.client(),
                    null,
                    null,
                    LocalDate.of(2026, 1, 10),
                    LocalDate.of(2026, 1, 24),
                    "Correction of INV-00011",
                    LineAmounts.INCLUSIVE,
                    List.of(line("Consultation", "10.00")))));
    Map<String, String> typed = typed("lines[0].unitPrice", "132.00");
    assertThat(desk.htmx("/invoices/" + id + "/correction", with(id, typed)).status())
        .isEqualTo(200);
  }

  /** Its reference is free for whoever writes to the client. */
  @Test
  void aSecondCorrectionIsKnownWhateverTheFirstIsCalledByNow() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    Map<String, String> typed = typed("lines[0].unitPrice", "132.00");
    String shown = desk.htmx("/invoices/" + id + "/correction", with(id, typed)).body();
    String to =
        desk.htmx("/invoices/" + id + "/correction", sure(shown, with(id, typed))).redirect();
    InvoiceId more = InvoiceId.of(to.substring("/invoices/".length()));
    Practices.run(
        practice.id(),
        () -> billing.change(more, renamed(find(more), "Order 7", find(more).lines())));
    assertThat(desk.get("/invoices/" + id + "/credits").body())
        .contains("Corrected by", to)
        .doesNotContain("/correction");
    var refused = desk.htmx("/invoices/" + id + "/correction", with(id, typed));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("INV-0001 was changed by INV-0002 already");
    Practices.run(practice.id(), () -> billing.voidInvoice(more));
    assertThat(desk.htmx("/invoices/" + id + "/correction", with(id, typed)).status())
        .isEqualTo(200);
  }

  @Test
  void ofAnInvoiceCreditedInFullNothingMoreIsOffered() {
    InvoiceId id = invoiced();
    assertThat(desk.get("/invoices/" + id + "/credits").body()).contains("/credit\"");
    Map<String, String> typed = typed("reason", "All of it");
    String shown = desk.htmx("/invoices/" + id + "/credit", with(id, typed)).body();
    desk.htmx("/invoices/" + id + "/credit", sure(shown, with(id, typed)));
    assertThat(find(id).due()).isEqualByComparingTo("0.00");
    assertThat(desk.get("/invoices/" + id + "/credits").body())
        .doesNotContain("/credit\"", "/write-off");
    assertThat(desk.get("/invoices/" + id + "/credit").status()).isEqualTo(409);
    var refused = desk.htmx("/invoices/" + id + "/credit", with(id, typed));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("All that INV-0001 charged is credited already");
    Practices.run(practice.id(), () -> credits.voidNote(credits(id).getFirst().id()));
    assertThat(desk.get("/invoices/" + id + "/credits").body()).contains("/credit\"");
  }

  /** Accounts and taxes are taken from the invoice's lines by their place. */
  @Test
  void aPageOpenedBeforeTheInvoiceChangedIsRefusedAndKeepsWhatWasWritten() {
    InvoiceId id = invoiced();
    for (String path : List.of("/credit", "/correction")) {
      Map<String, String> stale = with(id, typed("lines[1].unitPrice", "44.00"));
      stale.put("reason", "As agreed");
      Practices.run(
          practice.id(),
          () -> {
            InvoiceView was = find(id);
            billing.change(id, renamed(was, "Now " + path, was.lines().subList(0, 1)));
          });
      var refused = desk.htmx("/invoices/" + id + path, stale);
      assertThat(refused.status()).as(path).isEqualTo(422);
      assertThat(refused.body())
          .contains("INV-0001 was changed after this page was opened", "As agreed", "110.00");
      assertThat(refused.body()).doesNotContain("What will happen");
      if (path.equals("/credit")) {
        assertThat(refused.body()).contains("no such line any more: Report · 1 × 44.00");
      }
      var seen = Pattern.compile("name=\"invoiceSeen\" value=\"([^\"]*)\"").matcher(refused.body());
      assertThat(seen.find()).isTrue();
      assertThat(seen.group(1)).isEqualTo(find(id).seen());
    }
    assertThat(credits(id)).isEmpty();
  }

  private static InvoiceDetails renamed(InvoiceView it, String reference, List<InvoiceLine> lines) {
    return new InvoiceDetails(
        it.client(),
        null,
        null,
        it.date(),
        it.dueDate(),
        reference,
        it.lineAmounts(),
        lines.stream().map(InvoiceLine::details).toList());
  }

  @Test
  void leavesWhatComesToTheSameAlone() {
    InvoiceId id = invoiced();
    pay(id, "165.00");
    var refused =
        desk.htmx(
            "/invoices/" + id + "/correction",
            with(id, typed("lines[0].description", "Long consultation")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("comes to the same");
  }

  private InvoiceId invoiced() {
    return Practices.in(
        practice.id(),
        () -> {
          var day = LocalDate.of(2026, 1, 10);
          return billing.issue(
              new InvoiceDetails(
                  room.client(),
                  null,
                  null,
                  day,
                  day.plusDays(14),
                  "",
                  LineAmounts.INCLUSIVE,
                  List.of(line("Consultation", "110.00"), line("Report", "55.00"))));
        });
  }

  private static LineDetails line(String text, String price) {
    return new LineDetails(
        text, BigDecimal.ONE, new BigDecimal(price), "200", "OUTPUT", BigDecimal.TEN, null);
  }

  private void pay(InvoiceId id, String amount) {
    Practices.in(
        practice.id(),
        () ->
            billing.takePayment(
                id,
                new PaymentDetails(
                    LocalDate.of(2026, 1, 12),
                    new BigDecimal(amount),
                    PaymentMethod.CARD,
                    "",
                    null)));
  }

  private InvoiceView find(InvoiceId id) {
    return Practices.in(practice.id(), () -> billing.find(id));
  }

  private List<CreditNoteView> credits(InvoiceId id) {
    return Practices.in(practice.id(), () -> credits.of(id));
  }

  private static Map<String, String> typed(String field, String value) {
    var typed = new HashMap<String, String>();
    typed.put("reason", "Charged twice");
    typed.put("refund", "false");
    typed.put(field, value);
    return typed;
  }

  /** The form as it is drawn for the invoice, with this written over it. */
  private Map<String, String> with(InvoiceId id, Map<String, String> typed) {
    var fields = new HashMap<String, String>();
    fields.put("invoiceSeen", find(id).seen());
    List<InvoiceLine> lines = find(id).lines();
    for (int i = 0; i < lines.size(); i++) {
      LineDetails it = lines.get(i).details();
      fields.put("lines[" + i + "].description", it.description());
      fields.put("lines[" + i + "].quantity", it.quantity().toPlainString());
      fields.put("lines[" + i + "].unitPrice", it.unitPrice().toPlainString());
    }
    fields.putAll(typed);
    return fields;
  }

  private static Map<String, String> sure(String shown, Map<String, String> fields) {
    var seen = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"").matcher(shown);
    assertThat(seen.find()).as("what was shown is told").isTrue();
    var sure = new HashMap<>(fields);
    sure.put("seen", seen.group(1));
    sure.put("sure", "true");
    return sure;
  }
}
