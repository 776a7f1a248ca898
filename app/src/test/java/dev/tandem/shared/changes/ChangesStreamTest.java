package dev.tandem.shared.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an open page hears at {@code /changes}, over real HTTP and through PostgreSQL. */
@TandemTest
class ChangesStreamTest {

  private static final int PATIENCE_SECONDS = 20;

  @Autowired private ApplicationContext house;
  @Autowired private Changes changes;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient jdbc;

  private TestPractice practice;
  private final List<Stream<String>> open = new ArrayList<>();

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
  }

  @AfterEach
  void close() {
    open.forEach(Stream::close);
  }

  @Test
  void tellsWhatChangedOnceItIsCommitted() throws Exception {
    BlockingQueue<String> heard = listen(practice.browser(Role.RECEPTIONIST));
    UUID id = UUID.randomUUID();
    Practices.run(
        practice.id(),
        () ->
            transaction.executeWithoutResult(
                _ -> {
                  changes.announce(new RecordRef("invoice", id));
                  assertThat(heard).as("before the commit").isEmpty();
                }));
    assertThat(next(heard)).isEqualTo("event:changed");
    assertThat(next(heard)).isEqualTo("data:invoice " + id);
  }

  @Test
  void tellsNothingOfAnotherPracticeNorOfWhatWasRolledBack() throws Exception {
    var other = TestPractice.open(house);
    BlockingQueue<String> heard = listen(practice.browser(Role.OWNER));
    BlockingQueue<String> heardThere = listen(other.browser(Role.OWNER));
    Practices.run(
        practice.id(),
        () ->
            transaction.executeWithoutResult(
                it -> {
                  changes.announce(new RecordRef("client", UUID.randomUUID()));
                  it.setRollbackOnly();
                }));
    UUID theirs = announce(other.id());
    UUID ours = announce(practice.id());
    // PostgreSQL keeps the order of commits: what is heard first was told first.
    assertThat(next(heard)).isEqualTo("event:changed");
    assertThat(next(heard)).isEqualTo("data:client " + ours);
    assertThat(next(heardThere)).isEqualTo("event:changed");
    assertThat(next(heardThere)).isEqualTo("data:client " + theirs);
    UUID last = announce(other.id());
    assertThat(next(heardThere)).isEqualTo("event:changed");
    assertThat(next(heardThere)).isEqualTo("data:client " + last);
    assertThat(heard).isEmpty();
  }

  @Test
  void tellsOfManyAtOnceAsOfTheKind() throws Exception {
    BlockingQueue<String> heard = listen(practice.browser(Role.OWNER));
    List<RecordRef> many =
        IntStream.range(0, 30).mapToObj(_ -> new RecordRef("client", UUID.randomUUID())).toList();
    Practices.run(
        practice.id(), () -> transaction.executeWithoutResult(_ -> changes.announce(many)));
    assertThat(next(heard)).isEqualTo("event:changed");
    assertThat(next(heard)).isEqualTo("data:client *");
  }

  @Test
  void whoMayHaveMissedSomethingWhileNobodyListenedIsToldSo() throws Exception {
    BlockingQueue<String> heard = listen(practice.browser(Role.OWNER));
    breakTheConnection();
    assertThat(next(heard)).isEqualTo("event:missed");
    assertThat(next(heard)).isEqualTo("data:all");
    UUID after = announce(practice.id());
    assertThat(next(heard)).isEqualTo("event:changed");
    assertThat(next(heard)).isEqualTo("data:client " + after);
  }

  @Test
  void nobodyIsGivenTheConnectionThatBroke() throws Exception {
    Browser owner = practice.browser(Role.OWNER);
    BlockingQueue<String> heard = listen(owner);
    breakTheConnection();
    for (int i = 0; i < 40; i++) {
      assertThat(owner.get("/today").status()).isEqualTo(200);
    }
    assertThat(next(heard)).as("it listens again").isEqualTo("event:missed");
  }

  private void breakTheConnection() {
    List<Boolean> ended =
        jdbc.sql(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and query = 'listen tandem_changes'""")
            .query(Boolean.class)
            .list();
    assertThat(ended).containsOnly(true);
  }

  @Test
  void tellsStrangersNothing() {
    assertThat(practice.browser().get("/changes").status()).isEqualTo(302);
  }

  private UUID announce(PracticeId of) {
    UUID id = UUID.randomUUID();
    Practices.run(
        of,
        () -> transaction.executeWithoutResult(_ -> changes.announce(new RecordRef("client", id))));
    return id;
  }

  /** The lines that arrive, but for comments; returns when the stream is open. */
  private BlockingQueue<String> listen(Browser browser) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> stream = browser.stream("/changes");
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("text/event-stream"));
    open.add(stream.body());
    var lines = new LinkedBlockingQueue<String>();
    var listening = new CountDownLatch(1);
    Runnable hear =
        () ->
            stream
                .body()
                .forEach(
                    line -> {
                      listening.countDown();
                      if (!line.isEmpty() && !line.startsWith(":")) {
                        lines.add(line);
                      }
                    });
    // Ends with the stream, which the test closes.
    Thread thread = Thread.ofVirtual().unstarted(hear);
    thread.setUncaughtExceptionHandler((_, _) -> {});
    thread.start();
    assertThat(listening.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return lines;
  }

  private static String next(BlockingQueue<String> heard) throws InterruptedException {
    return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
