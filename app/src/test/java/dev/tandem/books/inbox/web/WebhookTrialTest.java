package dev.tandem.books.inbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.staff.Role;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Somebody presses <em>Try the webhook</em> before Xero's own test does. */
@TandemTest
class WebhookTrialTest {

  private static final String TRIAL = "/ledger/inbox/trial";
  private static final Pattern WELL = Pattern.compile("t-status-good\">Well<");

  @Autowired ApplicationContext house;

  private TestPractice practice;

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
  }

  @Test
  void eachVariantOfXerosTestIsPlayedAndExplained() {
    Browser bookkeeper = practice.browser(Role.BOOKKEEPER);
    assertThat(bookkeeper.get(TRIAL).body())
        .contains("Try the webhook", "/webhooks/xero", "/billing/xero/webhooks/")
        .doesNotContain("What came of it");
    for (String path : List.of("/webhooks/xero", "/api/webhooks/xero", "/billing/xero/webhooks/")) {
      String page = bookkeeper.submit(TRIAL, Map.of("path", path)).body();
      assertThat(page)
          .contains(
              "Each call was answered as Xero wants it.",
              "only this machine itself was tried",
              "Rightly signed",
              "Signed with the key before",
              "First character of the signature off",
              "A character in the middle off",
              "Last character off",
              "Signed with the key decoded",
              "Signed with another key",
              "Signature of another body",
              "Not signed at all")
          .doesNotContain("t-status-bad", TandemTest.WEBHOOK_KEY);
      assertThat(WELL.matcher(page).results()).hasSize(9);
    }
  }

  @Test
  void onlyOurOwnAddressesAreCalled() {
    Browser bookkeeper = practice.browser(Role.BOOKKEEPER);
    bookkeeper.get(TRIAL);
    assertThat(bookkeeper.submit(TRIAL, Map.of("path", "/sign-in")).body())
        .contains("<option value=\"/webhooks/xero\" selected=\"selected\">")
        .doesNotContain("t-status-bad");
  }

  @Test
  void onlyWhoOperatesTheLedgerMayTry() {
    Browser reception = practice.browser(Role.RECEPTIONIST);
    assertThat(reception.get(TRIAL).status()).isEqualTo(403);
  }
}
