package dev.tandem.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.BillingMark;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.PractitionerDetails;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A day at the desk, over real HTTP: book, complete, take the money, look at the day. */
@TandemTest
class DeskJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired Appointments appointments;
  @Autowired Setup setup;
  @Autowired Clock clock;
  TestPractice practice;
  PracticeRoom room;
  Browser desk;
  LocalDate today;

  @BeforeEach
  void openPractice() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    desk = practice.browser(Role.OWNER);
    today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  @Test
  void booksCompletesAndTakesTheMoney() {
    String appointment = book("09:00");
    assertThat(desk.get("/diary").body()).contains("Ann Lee").contains("Initial consultation");
    assertThat(desk.get("/diary?view=week&location=" + room.location()).status()).isEqualTo(200);
    assertThat(desk.get("/diary/feed?from=" + today + "&to=" + today.plusDays(1)).body())
        .contains("\"client\":\"Ann Lee\"", "\"start\":\"" + today + "T09:00:00\"");

    assertThat(desk.get("/appointments/" + appointment).body()).contains("Knee pain");
    desk.submit("/appointments/" + appointment + "/completion", Map.of());
    String invoice = find(appointment).invoice().toString();

    assertThat(desk.get("/invoices?state=DUE&q=INV").body())
        .as("the list follows, as it was asked for")
        .containsPattern(
            "data-live=\"invoice\"[^>]* hx-get=\"/invoices\\?state=DUE&amp;q=INV&amp;page=1\"");
    String page = desk.get("/invoices/" + invoice).body();
    assertThat(page).contains("INV-0001", "Knee pain", "100.00", "10.00", "110.00");
    assertThat(page).contains("data-live=\"invoice:" + invoice + "\"");
    desk.submit(
        "/invoices/" + invoice + "/payments",
        Map.of("amount", "110.00", "date", today.toString(), "method", "CARD"));
    assertThat(desk.get("/invoices/" + invoice).body()).contains("Payment recorded.", "Paid");
    assertThat(find(appointment).billing()).isEqualTo(BillingMark.PAID);

    assertThat(desk.get("/today").body()).contains("Ann Lee", "Card 110.00");
    assertThat(desk.get("/invoices?state=PAID&q=inv-0").body()).contains("INV-0001");
    assertThat(desk.get("/invoices?q=lee").body()).contains("INV-0001");
    assertThat(desk.get("/invoices?q=nobody").body()).contains("None of the invoices match");
    assertThat(desk.get("/invoices.csv").body())
        .contains(
            "INV-0001,paid,Ann Lee," + today + "," + today.plusDays(14) + ",,AUD,110.00,0.00");
    assertThat(desk.get("/appointments/of-client/" + room.client()).body()).contains("Knee pain");
    assertThat(desk.get("/invoices/of-client/" + room.client()).body()).contains("INV-0001");
  }

  /** A slow tablet, an impatient thumb: the same page sent again is the same payment. */
  @Test
  void aPaymentSentTwiceIsTakenOnce() {
    String appointment = book("09:00");
    desk.get("/appointments/" + appointment);
    desk.submit("/appointments/" + appointment + "/completion", Map.of());
    var invoice = find(appointment).invoice();
    String pay = "/invoices/" + invoice + "/payments";
    String page =
        desk.get("/invoices/" + invoice)
            .body()
            .replaceFirst("(?s).* name=\"page\" value=\"([^\"]+)\".*", "$1");
    var part = Map.of("page", page, "amount", "60.00", "date", "" + today, "method", "CARD");
    assertThat(desk.htmx(pay, part).header("HX-Trigger")).hasValueSatisfying(this::recorded);
    // Now 50.00 is left: it would be too much, were it another payment.
    assertThat(desk.htmx(pay, part).header("HX-Trigger")).hasValueSatisfying(this::recorded);
    assertThat(desk.htmx(pay, with(part, "amount", "40.00")).status()).isEqualTo(409);
    assertThat(desk.get("/takings").body()).contains("1 payment<").doesNotContain("2 payments");
    assertThat(desk.get("/invoices/" + invoice).body()).contains("50.00", "is left to pay");

    // Taken back, it is not recorded again by the same page, nor said to be.
    String payment =
        desk.get("/invoices/" + invoice)
            .body()
            .replaceFirst("(?s).*/payments/([0-9a-f-]{36})/removal.*", "$1");
    String removal = "/payments/" + payment + "/removal";
    assertThat(desk.get(removal).body()).contains("110.00 is owed on", " then, 50.00 now");
    desk.htmx(removal, Map.of());
    assertThat(desk.get(removal).body())
        .contains("The payment of 60.00 is removed", "110.00 is owed on")
        .doesNotContain(" then,");
    assertThat(desk.htmx(pay, part).status()).isEqualTo(409);

    desk.htmx(pay, Map.of("amount", "110.00", "date", "" + today, "method", "CARD"));
    assertThat(find(appointment).billing()).isEqualTo(BillingMark.PAID);
  }

  private void recorded(String trigger) {
    assertThat(trigger).contains("Payment recorded.");
  }

  @Test
  void keepsWhatWasTypedWhenTheTimeIsTaken() {
    book("09:00");
    desk.get("/appointments/new?client=" + room.client());
    Browser.Page refused = desk.submit("/appointments", booking("09:30"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Dr Grey already has an appointment at that time", "value=\"Knee pain\"");
  }

  @Test
  void saysAtEachFieldWhatIsMissing() {
    desk.get("/appointments/new");
    Map<String, String> nothing =
        Map.of("service", "", "practitioner", "", "location", "", "date", "", "time", "");
    assertThat(desk.submit("/appointments", nothing).body())
        .contains("Search and choose the patient", "Choose the service", "Choose the day");
  }

  @Test
  void refusesADragOntoTakenTimeAndSaysWhy() {
    book("09:00");
    String second = book("11:00");
    desk.get("/diary");
    Browser.Page refused = desk.htmx("/appointments/" + second + "/slot", slot("09:15", "10:00"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Dr Grey already has an appointment");
    assertThat(desk.htmx("/appointments/" + second + "/slot", slot("12:00", "12:30")).status())
        .isEqualTo(200);
  }

  @Test
  void tellsWhoeverChangesABookingThatItWasMovedMeanwhile() {
    String id = book("09:00");
    desk.get("/appointments/" + id + "/change");
    Browser colleague = practice.browser(Role.RECEPTIONIST);
    colleague.get("/diary");
    String drag = "/appointments/" + id + "/slot";
    assertThat(colleague.htmx(drag, slot("14:00", "14:45")).status()).isEqualTo(200);

    Browser.Page unfinished = desk.submit(change(id), with(booking("09:15"), "minutes", "2"));
    assertThat(unfinished.status()).isEqualTo(422);
    assertThat(unfinished.body()).contains("Between 5 minutes and a day");
    Map<String, String> typed = with(booking("09:15"), "reason", "Both knees", "minutes", "30");
    Browser.Page refused = desk.submit(change(id), with(typed, "seen", seenIn(unfinished)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("was changed meanwhile", "14:00", "value=\"Both knees\"", "value=\"09:15\"");
    assertThat(time(id)).isEqualTo("14:00");

    var again = desk.submit(change(id), with(typed, "seen", seenIn(refused)));
    assertThat(again.redirect()).endsWith(id);
    assertThat(time(id)).isEqualTo("09:15");
    assertThat(find(id).reason()).isEqualTo("Both knees");
  }

  @Test
  void changesNothingForAFormThatDoesNotSayWhatItSaw() {
    String id = book("09:00");
    desk.get("/appointments/" + id + "/change");
    assertThat(desk.htmx(change(id), booking("10:00")).status()).isEqualTo(422);
    assertThat(time(id)).isEqualTo("09:00");
  }

  private static String seenIn(Browser.Page form) {
    return form.body().replaceFirst("(?s).* name=\"seen\" value=\"([^\"]+)\".*", "$1");
  }

  private static String change(String appointment) {
    return "/appointments/" + appointment;
  }

  private String time(String appointment) {
    return find(appointment).slot().start().atZone(PracticeRoom.ZONE).toLocalTime().toString();
  }

  @Test
  void cancelsWithAReasonAndBooksAgain() {
    String id = book("09:00");
    desk.get("/appointments/" + id);
    desk.submit("/appointments/" + id + "/cancellation", Map.of("reason", "Flu"));
    assertThat(desk.get("/appointments/" + id).body()).contains("Flu", "Cancelled");
    desk.submit("/appointments/" + id + "/reinstatement", Map.of());
    assertThat(find(id).isBooked()).isTrue();
  }

  @Test
  void writesAnInvoiceByHand() {
    desk.get("/invoices/new?client=" + room.client());
    var form = new LinkedHashMap<String, String>();
    form.put("client", room.client().toString());
    form.put("date", today.toString());
    form.put("dueDate", today.plusDays(7).toString());
    form.put("lines[0].service", room.service().toString());
    form.put("location", "");
    form.put("lines[1].service", "");
    form.put("lines[1].unitPrice", "");
    form.put("lines[0].quantity", "2");
    form.put("lines[0].unitPrice", "55.00");
    form.put("as", "APPROVED");
    form.put("dueDate", today.minusDays(1).toString());
    assertThat(desk.submit("/invoices", form).body()).contains("Not before the invoice");
    form.put("dueDate", today.plusDays(7).toString());
    Browser.Page saved = desk.submit("/invoices", form);
    assertThat(saved.status()).isIn(302, 303);
    String page = desk.get(saved.redirect()).body();
    assertThat(page).contains("INV-0001", "110.00", "Take payment");
    String id = saved.redirect().replace("/invoices/", "");
    String voiding = "/invoices/" + id + "/voiding";
    assertThat(page).contains("href=\"" + voiding + "\"");
    assertThat(desk.get(voiding).body())
        .contains("Void INV-0001?", "does not owe its", "INV-0001 stays used", "cannot be undone");

    Browser colleague = practice.browser(Role.OWNER);
    colleague.get("/invoices/" + id + "/change");
    colleague.submit("/invoices/" + id, with(form, "reference", "PO 7"));
    Browser.Page stale = desk.submit(voiding, Map.of());
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.body()).contains("It was changed after this page was opened");
    assertThat(desk.submit(voiding, Map.of("seen", seenIn(stale))).redirect())
        .isEqualTo("/invoices/" + id);
    assertThat(desk.get(voiding).body()).contains("INV-0001 is void already");
    assertThat(desk.get("/invoices/" + id).body()).contains("Voided. The number stays used.");
  }

  @Test
  void aDraftThatIsVoidedNeverHadANumber() {
    desk.get("/invoices/new?client=" + room.client());
    var form = new LinkedHashMap<String, String>();
    form.put("client", room.client().toString());
    form.put("date", today.toString());
    form.put("dueDate", today.plusDays(7).toString());
    form.put("lines[0].service", room.service().toString());
    form.put("as", "KEPT");
    String path = desk.submit("/invoices", form).redirect();
    assertThat(desk.get(path + "/voiding").body()).contains("Void this draft?");
    assertThat(desk.submit(path + "/voiding", Map.of()).redirect()).isEqualTo(path);
    assertThat(desk.get(path).body()).contains("Voided.").doesNotContain("number stays used");
  }

  @Test
  void addsALineAndLosesNothing() {
    desk.get("/invoices/new?client=" + room.client());
    var typed = Map.of("client", room.client().toString(), "lines[1].description", "Tape");
    String once = desk.submit("/invoices", with(typed, "more", "true")).body();
    assertThat(once).contains("lines[2].service", "value=\"Tape\"").doesNotContain("lines[3].");
    String twice =
        desk.submit("/invoices", with(typed, "more", "true", "lines[2].description", "Ice")).body();
    assertThat(twice).contains("lines[3].service", "value=\"Ice\"");
  }

  @Test
  void findsTheInvoiceThatSomebodyWantsToPay() {
    String invoice = invoiceOf(book("09:00"));
    assertThat(desk.get("/payments/new?q=lee").body())
        .contains("INV-0001", "/invoices/" + invoice + "#take-payment");
    assertThat(desk.get("/payments/new?q=nobody").body()).contains("No open invoice matches");
    assertThat(desk.get("/invoices/search?q=lee").body()).contains("INV-0001");
    assertThat(desk.get("/appointments/search?q=lee").body()).contains("Initial consultation");
  }

  @Test
  void remembersAtWhichLocationAPersonWorks() {
    var other =
        Practices.in(practice.id(), () -> setup.add(LocationDetails.named("Newtown"))).toString();
    book("09:00");
    assertThat(desk.get("/today").body()).contains("All locations", "Ann Lee");
    desk.submit("/working-at", Map.of("location", other));
    assertThat(desk.get("/today").body()).contains("appointments at Newtown", "A free day");
    assertThat(desk.get("/diary/list").body()).contains("Nothing booked");
    assertThat(desk.get("/diary/list?location=").body()).contains("Ann Lee");
    assertThat(practice.browser(Role.RECEPTIONIST).get("/diary/list").body()).contains("Ann Lee");
    desk.get("/today");
    desk.submit("/working-at", Map.of("location", ""));
    assertThat(desk.get("/diary/list").body()).contains("Ann Lee");
  }

  @Test
  void showsOnePractitionersWeekUnlessAskedForAll() {
    Practices.run(
        practice.id(),
        () -> setup.add(new PractitionerDetails("Ada Aalto", "Physiotherapist", "", null)));
    book("09:00");
    assertThat(desk.get("/diary/list?view=week").body()).contains("Nothing booked");
    assertThat(desk.get("/diary/list?view=week&practitioner=").body()).contains("Ann Lee");
    assertThat(desk.get("/diary/list?view=week&practitioner=" + room.practitioner()).body())
        .contains("Ann Lee");
  }

  @Test
  void showsNoMoneyToThoseWhoseRoleLeavesItOut() {
    String id = book("09:00");
    Browser practitioner = practice.browser(Role.PRACTITIONER);
    assertThat(practitioner.get("/today").status()).isEqualTo(200);
    assertThat(practitioner.get("/appointments/" + id).status()).isEqualTo(200);
  }

  @Test
  void anotherPracticesRecordsAreNotThere() {
    String id = book("09:00");
    Browser stranger = TestPractice.open(house).browser(Role.OWNER);
    for (String path :
        new String[] {
          "/appointments/" + id,
          "/appointments/" + id + "/card",
          "/invoices/" + id,
          "/appointments/of-client/" + room.client(),
          "/invoices/of-client/" + room.client()
        }) {
      assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
    }
    stranger.get("/today");
    assertThat(stranger.htmx("/appointments/" + id + "/completion", Map.of()).status())
        .isEqualTo(404);
  }

  private String book(String time) {
    desk.get("/appointments/new?client=" + room.client());
    Browser.Page booked = desk.submit("/appointments", booking(time));
    assertThat(booked.status()).isIn(302, 303);
    return booked.redirect().replaceAll(".*/appointments/" + "|[?].*", "");
  }

  private String invoiceOf(String appointment) {
    desk.get("/appointments/" + appointment);
    desk.submit("/appointments/" + appointment + "/completion", Map.of());
    return find(appointment).invoice().toString();
  }

  private static Map<String, String> with(Map<String, String> form, String... more) {
    var all = new LinkedHashMap<>(form);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private Map<String, String> booking(String time) {
    return Map.of(
        "client", room.client().toString(),
        "service", room.service().toString(),
        "practitioner", room.practitioner().toString(),
        "location", room.location().toString(),
        "date", today.toString(),
        "time", time,
        "reason", "Knee pain");
  }

  private Map<String, String> slot(String start, String end) {
    return Map.of(
        "start", today + "T" + start,
        "end", today + "T" + end,
        "practitioner", room.practitioner().toString());
  }

  private dev.tandem.practice.appointments.AppointmentView find(String id) {
    assertThat(id).matches(Pattern.compile("[0-9a-f-]{36}"));
    return Practices.in(practice.id(), () -> appointments.find(AppointmentId.of(id)));
  }

  @Test
  void aNewPracticeIsToldWhatABookingAndAnInvoiceNeed() {
    TestPractice fresh = TestPractice.open(house);
    assertThat(fresh.browser(Role.OWNER).get("/appointments/new").body())
        .contains("/setup/services\">services", "/setup/practitioners\">", "/setup/locations\">");
    assertThat(fresh.browser(Role.OWNER).get("/invoices/new").body())
        .contains("no service yet", "/setup/services\">Add services");
    assertThat(fresh.browser(Role.RECEPTIONIST).get("/appointments/new").body())
        .contains("An administrator adds them in Setup.")
        .doesNotContain("/setup/services");
    assertThat(desk.get("/appointments/new").body()).doesNotContain("Still to be added");
  }
}
