package dev.tandem.books.inbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.EverySecret;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.staff.Role;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Somebody presses <em>Try the webhook</em> before Xero's own test does. */
@TandemTest
class WebhookTrialTest {

  private static final String TRIAL = "/ledger/inbox/trial";
  private static final String CUSTOM_KEY = "the-signing-key-of-a-custom-connection";
  private static final String OF_CUSTOM = "Rightly signed with the key of the custom connection";
  private static final String NEARLY_CUSTOM = "A character of that off";
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
  void theKeyOfThePracticesCustomConnectionIsPlayedToo() {
    EverySecret.add("webhook key", CUSTOM_KEY);
    Browser owner = practice.browser(Role.OWNER);
    String enter = "/ledger/connection/custom";
    owner.get(enter);
    String chosen =
        owner
            .submit(
                enter,
                Map.of("client", "custom", "secret", "custom-secret", "webhookKey", CUSTOM_KEY))
            .redirect();
    owner.get(chosen);
    owner.submit("/ledger/connection/organisations", Map.of());
    owner.get(TRIAL);
    String path = "/webhooks/xero";
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(owner.submit(TRIAL, Map.of("path", path)).body())
                    .contains("Each call was answered as Xero wants it.", OF_CUSTOM, NEARLY_CUSTOM)
                    .doesNotContain("t-status-bad", CUSTOM_KEY));
    Browser stranger = TestPractice.open(house).browser(Role.BOOKKEEPER);
    stranger.get(TRIAL);
    assertThat(stranger.submit(TRIAL, Map.of("path", path)).body())
        .as("nobody else's")
        .contains("Rightly signed")
        .doesNotContain(OF_CUSTOM, NEARLY_CUSTOM);
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
