package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.OpenPageStream;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever has the inbox or the readings open sees what is new there without loading the page. */
@TandemTest
class OpenInboxTest {

  @Autowired ApplicationContext house;
  @Autowired TransactionTemplate transaction;
  @Autowired ShowReadingOnChangesRead reading;
  @Autowired WholePasses passes;
  @Autowired DeadLetters letters;
  @Autowired WaitingNotices waiting;
  @Autowired Notices notices;
  @Autowired Untold untold;
  @Autowired BackFills fills;
  @Autowired Clock clock;

  private final UUID tenant = UUID.randomUUID();
  private TestPractice practice;
  private Browser browser;
  private OpenPageStream page;

  @BeforeEach
  void open() throws Exception {
    practice = TestPractice.open(house);
    browser = practice.browser(Role.OWNER);
    page = OpenPageStream.of(browser);
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void aNewDeadLetterIsToldAndSoIsThatItWasTakenIn() throws Exception {
    Set<String> watched = watched("/ledger/inbox", "inbox");
    run(() -> letters.put(tenant, Kind.INVOICE, "there", Instant.MAX, "It is too large."));
    assertThat(watched).as("tried again by itself").contains(kind());
    run(() -> letters.giveUp(tenant, Kind.INVOICE, "elsewhere", "Nobody can read it."));
    assertThat(watched).as("given up").contains(kind());
    run(() -> letters.mended(tenant, List.of("another")));
    run(() -> letters.mended(tenant, List.of("there", "elsewhere")));
    assertThat(watched).as("taken in").contains(kind());
    assertNothingElse();
  }

  /** Xero told of it and does not show it: asked again in a moment, and then it is gone. */
  @Test
  void whatIsNotShownIsToldAndSoIsThatItIsGone() throws Exception {
    Set<String> watched = watched("/ledger/inbox", "inbox");
    run(
        () ->
            waiting.askAgain(
                tenant,
                notices.category(Kind.INVOICE),
                Map.of("not-there", clock.instant()),
                Duration.ZERO));
    List<UUID> told = waiting.ready(tenant).stream().map(WaitingNotices.Waiting::id).toList();
    assertThat(told).hasSize(1);
    run(() -> waiting.missed(tenant, told, Duration.ofSeconds(10)));
    assertThat(watched).as("asked for again").contains(kind());
    run(() -> waiting.missed(tenant, told, Duration.ofSeconds(10)));
    assertThat(watched).as("gone").contains(kind());
    run(() -> waiting.missed(tenant, List.of(), Duration.ofSeconds(10)));
    assertNothingElse();
  }

  @Test
  void aGapIsToldAndSoIsThatItWasReadOnceMore() throws Exception {
    Set<String> watched = watched("/ledger/inbox", "inbox");
    Instant now = clock.instant();
    var gap =
        new Gaps.Gap(
            ThreadLocalRandom.current().nextLong(1L << 50, 1L << 60),
            "",
            2,
            now.minus(Duration.ofHours(1)),
            now);
    run(() -> untold.note(tenant, gap, List.of("invoice"), gap.from(), now));
    assertThat(watched).as("found").contains(kind());
    run(() -> untold.note(tenant, gap, List.of("invoice"), gap.from(), now));
    run(
        () -> {
          fills.hold(tenant);
          fills.done(tenant, fills.begin(tenant, "invoice").orElseThrow(), 0);
          fills.close(tenant);
        });
    assertThat(watched).as("read").contains(kind());
    assertNothingElse();
  }

  @Test
  void howFarAReadingHasComeIsTold() throws Exception {
    var read = new ChangesRead(new BindingId(UUID.randomUUID()), tenant);
    run(() -> reading.on(read));
    assertThat(kind()).isEqualTo("reading");
    run(() -> passes.begin(tenant, "invoice", clock.instant()));
    assertThat(kind()).isEqualTo("reading");
    assertNothingElse();
  }

  private void run(Runnable work) {
    Practices.run(practice.id(), () -> transaction.executeWithoutResult(_ -> work.run()));
  }

  /** What an element of a page fetches itself anew for. */
  private Set<String> watched(String path, String element) {
    Matcher live =
        Pattern.compile("id=\"" + element + "\"[^>]*data-live=\"([^\"]+)\"")
            .matcher(browser.get(path).body());
    assertThat(live.find()).isTrue();
    return Set.of(live.group(1).split(" "));
  }

  /** Of the next record that changed. */
  private String kind() throws InterruptedException {
    return page.next().split(" ")[0];
  }

  private void assertNothingElse() throws InterruptedException {
    run(() -> letters.put(tenant, Kind.CLIENT, "last", Instant.MAX, "The last one."));
    assertThat(kind()).isEqualTo("inbox");
    assertThat(page.saysNoMore()).isTrue();
  }
}
