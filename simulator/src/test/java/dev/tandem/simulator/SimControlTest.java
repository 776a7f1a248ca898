package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The control side: calls, books, acting as the Xero user. */
class SimControlTest extends SimulatorTest {
  private static final String ORGANISATION = "organisations/" + Xero.AU;

  @Test
  void callsAreRecordedWithMethodPathStatusAndClient() {
    contact("Ada Byron");
    xero.get("Contacts/unknown");
    var calls = xero.control("GET", ORGANISATION + "/calls").json();
    assertThat(calls).hasSize(2);
    assertThat(calls.at("/0/method").asString()).isEqualTo("PUT");
    assertThat(calls.at("/0/path").asString()).isEqualTo("/api.xro/2.0/Contacts");
    assertThat(calls.at("/0/client").asString()).isEqualTo("client");
    assertThat(calls.at("/1/status").asInt()).isEqualTo(404);
    assertThat(xero.control("GET", ORGANISATION + "/calls?method=PUT").json()).hasSize(1);
    assertThat(xero.control("GET", "calls?path=/connect/token").json()).hasSize(1);
  }

  @Test
  void theXeroUserPaysInPartEditsArchivesAndVoids() {
    invoice("U-1", "100");
    assertThat(
            xero.control("POST", ORGANISATION + "/invoices/U-1/pay?amount=10&reference=cash")
                .status())
        .isEqualTo(200);
    assertThat(xero.control("POST", ORGANISATION + "/invoices/U-1/void").status()).isEqualTo(400);
    invoice("U-2", "100");
    assertThat(
            xero.control("POST", ORGANISATION + "/invoices/U-2/void")
                .json()
                .path("Status")
                .asString())
        .isEqualTo("VOIDED");
    String contact = xero.books().at("/Contacts/0/ContactID").asString();
    xero.control("POST", ORGANISATION + "/contacts/" + contact, "{'FirstName':'Augusta'}");
    xero.control("POST", ORGANISATION + "/contacts/" + contact + "/archive");
    var books = xero.books();
    assertThat(books.at("/Contacts/0/FirstName").asString()).isEqualTo("Augusta");
    assertThat(books.at("/Contacts/0/ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(books.at("/Payments/0/Reference").asString()).isEqualTo("cash");
    assertThat(xero.control("POST", ORGANISATION + "/invoices/U-9/pay").status()).isEqualTo(400);
  }

  @Test
  void organisationsAreListedWithStableIds() {
    assertThat(xero.control("GET", "organisations").body()).contains(Xero.AU, Xero.NZ, "\"GB\"");
    assertThat(xero.control("GET", "organisations/unknown/books").status()).isEqualTo(404);
  }

  @Test
  void theClockIsNotPushedBeyondWhatItCanTell() {
    for (String seconds : new String[] {"99999999999999999", "9223372036854775807"}) {
      assertThat(xero.control("POST", "clock/advance?seconds=" + seconds).status()).isEqualTo(400);
    }
    assertThat(xero.get("Organisation").status()).isEqualTo(200);
  }

  @Test
  void resetForgetsEverything() {
    contact("Ada Byron");
    xero.control("POST", "reset");
    assertThat(xero.books().path("Contacts")).isEmpty();
    assertThat(xero.get("Contacts").status()).isEqualTo(403);
  }

  @Test
  void aCallIsShownWithWhatWasSentAndAnsweredButNoToken() {
    contact("Ada Byron");
    String correlation =
        xero.control("GET", ORGANISATION + "/calls").json().at("/0/correlation").asString();
    var exchange = xero.control("GET", "calls/" + correlation);
    assertThat(exchange.json().at("/sent/body").asString()).contains("Ada Byron");
    assertThat(exchange.json().at("/answered/body").asString()).contains("ContactID");
    assertThat(exchange.body()).doesNotContain(xero.accessToken());
    assertThat(xero.send("GET", "/console/calls/" + correlation, "").body())
        .contains("Ada Byron")
        .doesNotContain(xero.accessToken());
    assertThat(xero.control("GET", "calls/unknown").status()).isEqualTo(404);
  }
}
