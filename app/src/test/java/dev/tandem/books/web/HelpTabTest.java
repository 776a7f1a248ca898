package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.staff.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The Help tab has an answer to everything that other pages lead to it for. */
@TandemTest
class HelpTabTest {

  private static final Pattern LED = Pattern.compile("/ledger/help} \\+ '#([a-z0-9-]+)'");
  private static final Pattern LINK = Pattern.compile("href=\"#([a-z0-9-]+)\"");

  @Autowired private ApplicationContext house;

  @Test
  void answersEveryReasonForALostConnectionAndEveryOutcomeOfTheLog() {
    String page = page();
    for (LostReason reason : LostReason.values()) {
      String anchor = reason.help().substring(reason.help().indexOf('#') + 1);
      assertThat(page).as(reason.name()).contains("id=\"" + anchor + "\"");
    }
    for (String outcome : SyncLog.OUTCOMES) {
      assertThat(page).contains("<dt>" + outcome + "</dt>");
    }
  }

  /** Authentication, limits, each refusal, webhook, status and e-mail: requirements A30 and H48. */
  @Test
  void answersEveryErrorThatIsKnown() {
    String page = page();
    for (String anchor :
        List.of(
            "redirect-uri",
            "token-expired",
            "webhook-401",
            "rate-limit",
            "contact-missing",
            "account-code",
            "currency",
            "scope-missing",
            "lines",
            "contact-name",
            "contact-email",
            "not-updating",
            "contact-parts",
            "conflicts",
            "same-money",
            "deposits-made-in-xero",
            "gap",
            "email-not-sent",
            "not-found",
            "away")) {
      assertThat(page).as(anchor).contains("<article id=\"" + anchor + "\">");
    }
    assertThat(LINK.matcher(page).results().map(it -> it.group(1)).toList())
        .as("topics lead somewhere")
        .hasSizeGreaterThan(30)
        .filteredOn(it -> !it.equals("content"))
        .allSatisfy(it -> assertThat(page).contains("id=\"" + it + "\""));
  }

  /** Wherever a page leads to an article, it is there. */
  @Test
  void hasWhatPagesLeadTo() throws IOException {
    String page = page();
    List<String> wanted;
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      wanted =
          files
              .filter(it -> it.toString().endsWith(".html"))
              .flatMap(it -> LED.matcher(read(it)).results().map(found -> found.group(1)))
              .distinct()
              .toList();
    }
    assertThat(wanted)
        .contains("webhook-401", "conflicts", "same-money", "deposits-made-in-xero", "gap")
        .allSatisfy(it -> assertThat(page).contains("<article id=\"" + it + "\">"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page() {
    return TestPractice.open(house).browser(Role.OWNER).get("/ledger/help").body();
  }
}
