package dev.tandem.staff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import dev.tandem.staff.KeptAnswers;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code Idempotency-Key}, as a program with a bad line would use it. */
@TandemTest
class OnceOnlyTest {

  private static final String CLIENTS = "/api/v1/clients";
  private static final String ANN = "{\"givenName\":\"Ann\",\"familyName\":\"Lee\"}";
  private static final String BOB = "{\"givenName\":\"Bob\",\"familyName\":\"Ray\"}";
  private static final String NOBODY = "{\"email\":\"not an address\"}";

  @Autowired private ApplicationContext house;
  @Autowired private Clients clients;
  @Autowired private TestDatabase database;
  @Autowired private TestClock clock;
  @Autowired private AnsweredRequests answered;
  @Autowired private KeptAnswersSweep sweep;
  @Autowired private TransactionTemplate inPractice;
  @Autowired private JdbcClient db;

  private TestPractice practice;
  private Program program;

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
    program = practice.program(Role.ADMIN);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void answersTheSameWriteAgainWithoutDoingItAgain() {
    Page first = post("k1", ANN);
    Page again = post("k1", ANN);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location")).isPresent();
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(people()).isEqualTo(1);
    assertThat(post("k2", ANN).status()).as("another key is another write").isEqualTo(201);
    assertThat(people()).isEqualTo(2);
  }

  @Test
  void refusesTheKeyForAnotherWrite() {
    post("k1", ANN);
    problem(post("k1", BOB), 422, "was used for another request");
    Map<String, String> key = Map.of("Idempotency-Key", "k1");
    problem(program.post(CLIENTS + "?again", ANN, key), 422, "was used for another request");
    assertThat(people()).isEqualTo(1);
  }

  @Test
  void keepsTheKeysOfTwoProgramsApart() {
    post("k1", ANN);
    Page other = practice.program(Role.ADMIN).post(CLIENTS, BOB, Map.of("Idempotency-Key", "k1"));
    assertThat(other.status()).isEqualTo(201);
    Page elsewhere =
        TestPractice.open(house)
            .program(Role.ADMIN)
            .post(CLIENTS, BOB, Map.of("Idempotency-Key", "k1"));
    assertThat(elsewhere.header("Idempotent-Replayed")).isEmpty();
    assertThat(people()).isEqualTo(2);
  }

  @Test
  void doesTheWorkOfTwinsOnce() throws Exception {
    var together = new CountDownLatch(1);
    Callable<Page> twin =
        () -> {
          together.await();
          return post("twins", ANN);
        };
    List<Future<Page>> twins;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      twins = Stream.generate(() -> threads.submit(twin)).limit(8).toList();
      together.countDown();
    }
    List<Page> answers = twins.stream().map(Future::resultNow).toList();
    assertThat(answers).extracting(Page::status).isSubsetOf(201, 409).contains(201);
    assertThat(
            answers.stream()
                .filter(it -> it.status() == 201)
                .filter(it -> it.header("Idempotent-Replayed").isEmpty()))
        .hasSize(1);
    assertThat(people()).isEqualTo(1);
    assertThat(post("twins", ANN).header("Idempotent-Replayed")).contains("true");
  }

  @Test
  void repeatsARefusalAndTakesTheCorrectedWriteUnderANewKey() {
    Page refused = post("k1", NOBODY);
    assertThat(refused.status()).isEqualTo(422);
    Page again = post("k1", NOBODY);
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    assertThat(again.body()).isEqualTo(refused.body());
    problem(post("k1", ANN), 422, "was used for another request");
    assertThat(post("k2", ANN).status()).isEqualTo(201);
  }

  @Test
  void letsAWriteBeRepeatedThatFailedThroughUs() throws SQLException {
    try {
      execute("revoke insert on practice.client from tandem_app");
      assertThat(post("k1", ANN).status()).isEqualTo(500);
    } finally {
      execute("grant insert on practice.client to tandem_app");
    }
    Page again = post("k1", ANN);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void aKeyIsFreeAgainWhenTheNodeThatWorkedOnItIsDead() throws SQLException {
    post("orphan", ANN);
    String before =
        string("select node from practice.answered_request where idempotency_key = 'orphan'");
    execute(
        "update practice.answered_request set status = null, body = null, done_at = null where idempotency_key = 'orphan'");
    problem(post("orphan", ANN), 409, "has not come to an end");
    UUID dead = UUID.randomUUID();
    execute(
        "update practice.answered_request set node = '%s' where idempotency_key = 'orphan'"
            .formatted(dead));
    execute(
        "insert into house.node (id, version, key_ids, clock_off_ms) values ('%s', 'test', '{}', 0)"
            .formatted(dead));
    try {
      problem(post("orphan", ANN), 409, "has not come to an end");
      execute(
          "update house.node set seen_at = clock_timestamp() - interval '41 seconds' where id = '%s'"
              .formatted(dead));
      problem(post("orphan", BOB), 422, "was used for another request");
      assertThat(post("orphan", ANN).status()).isEqualTo(201);
    } finally {
      execute("delete from house.node where id = '%s'".formatted(dead));
    }
    assertThat(post("orphan", ANN).header("Idempotent-Replayed")).contains("true");
    assertThat(
            string("select node from practice.answered_request where idempotency_key = 'orphan'"))
        .isEqualTo(before);
  }

  /** Committed in the dead node's last moment: done again it would be there twice. */
  @Test
  void whatWasDoneIsNotDoneAgainThoughItsAnswerIsLost() throws SQLException {
    post("lost", ANN);
    execute(
        "update practice.answered_request set status = null, body = null, node = gen_random_uuid() where idempotency_key = 'lost'");
    problem(post("lost", ANN), 409, "its answer is lost");
    assertThat(people()).isEqualTo(1);
  }

  /** Something of it is committed, and then it fails through us: the key is not free for that. */
  @Test
  void whatWasDoneBeforeItFailedThroughUsIsNotDoneAgain() throws SQLException {
    try {
      execute("revoke select on practice.conflict from tandem_app");
      assertThat(post("half", ANN).status()).isEqualTo(500);
    } finally {
      execute("grant select on practice.conflict to tandem_app");
    }
    assertThat(people()).as("made before the answer failed").isEqualTo(1);
    problem(post("half", ANN), 409, "its answer is lost");
    problem(post("half", BOB), 422, "was used for another request");
    assertThat(people()).isEqualTo(1);
  }

  /** An answer that cannot be kept is given all the same. */
  @Test
  void whoAskedIsAnsweredThoughTheAnswerCannotBeKept() throws SQLException {
    try {
      execute(
          "alter table practice.answered_request add constraint nothing_kept check (status is null) not valid");
      assertThat(post("unkept", ANN).status()).isEqualTo(201);
    } finally {
      execute("alter table practice.answered_request drop constraint nothing_kept");
    }
    problem(post("unkept", ANN), 409, "its answer is lost");
    assertThat(people()).isEqualTo(1);
  }

  /** A transaction that only looked has done nothing: after an error the same may be sent again. */
  @Test
  void whoOnlyLookedHasDoneNothing() {
    Practices.run(
        practice.id(),
        () -> {
          var name = new AnsweredRequests.Name(UUID.randomUUID(), "looked");
          assertThat(answered.begin(name, new byte[] {1})).isEmpty();
          inPractice.executeWithoutResult(
              _ -> {
                clients.search(ClientSearch.forText(""));
                answered.done(name);
              });
          answered.forget(name);
          assertThat(answered.begin(name, new byte[] {2})).as("free again").isEmpty();
          inPractice.executeWithoutResult(
              _ -> {
                db.sql("update practice.preferences set payment_terms_days = 7").update();
                answered.done(name);
              });
          answered.forget(name);
          assertThat(answered.begin(name, new byte[] {2})).as("something was done").isPresent();
        });
  }

  /** It stands still within its write; another took it for dead, and it wakes up after that. */
  @Test
  void whoeverWasTakenForDeadDoesNothingAnyMore() throws Exception {
    try (var other = database.connectAsSuperuser();
        var statement = other.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      statement.execute("lock table practice.client in share row exclusive mode");
      Future<Page> frozen = threads.submit(() -> post("frozen", ANN));
      awaitWaiting("practice.client");
      execute(
          "update practice.answered_request set node = gen_random_uuid() where idempotency_key = 'frozen'");
      other.rollback();
      problem(frozen.get(), 409, "that one counts");
    }
    assertThat(people()).isZero();
    assertThat(post("frozen", ANN).status()).as("by the one that took it over").isEqualTo(201);
    assertThat(post("frozen", ANN).header("Idempotent-Replayed")).contains("true");
    assertThat(people()).isEqualTo(1);
  }

  /** Not between its last look and its commit either. */
  @Test
  void nobodyTakesOverWhatIsBeingCommitted() throws Exception {
    try (var other = database.connectAsSuperuser();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      Practices.run(
          practice.id(),
          () -> {
            var name = new AnsweredRequests.Name(UUID.randomUUID(), "committing");
            assertThat(answered.begin(name, new byte[] {1})).isEmpty();
            inPractice.executeWithoutResult(
                _ -> {
                  answered.done(name);
                  assertThatThrownBy(
                          () ->
                              statement.execute(
                                  """
                                  select 1 from practice.answered_request
                                   where idempotency_key = 'committing' for no key update nowait"""))
                      .hasMessageContaining("could not obtain lock");
                });
          });
    }
  }

  private void awaitWaiting(String table) throws Exception {
    var never = new CountDownLatch(1);
    String waiting =
        "select count(*) from pg_locks where not granted and relation = '%s'::regclass"
            .formatted(table);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (string(waiting).equals("0")) {
      assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
      never.await(20, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void forgetsAnswersAfterADay() {
    post("k1", ANN);
    clock.advance(Duration.ofHours(25));
    assertThat(post("k1", BOB).status()).isEqualTo(201);
    assertThat(people()).isEqualTo(2);
  }

  /** They have names in them, and a practice may stop asking. */
  @Test
  void forgetsThemThoughNobodyAsksAgain() throws SQLException {
    post("k1", ANN);
    String kept =
        "select count(*) from practice.answered_request where practice_id = '%s'"
            .formatted(practice.id());
    sweep.runOnce();
    assertThat(string(kept)).isEqualTo("1");
    clock.advance(Duration.ofHours(25));
    assertThat(sweep.runOnce()).isPositive();
    assertThat(string(kept)).isEqualTo("0");
  }

  /** A name stands in an answer as JSON writes it. */
  @Test
  void anErasedNameGoesThoughItHasQuotationMarks() throws SQLException {
    post("quoted", "{\"givenName\":\"Ann \\\"Bo\\\"\",\"familyName\":\"Lee\"}");
    String left =
        "select length(body) from practice.answered_request where idempotency_key = 'quoted'";
    assertThat(string(left)).isNotEqualTo("0");
    Practices.run(
        practice.id(),
        () ->
            inPractice.executeWithoutResult(
                _ -> house.getBean(KeptAnswers.class).erase(List.of("Ann \"Bo\" Lee"))));
    assertThat(string(left)).isEqualTo("0");
  }

  @Test
  void wantsAKeyOfReasonableLengthAndBody() {
    problem(post("k".repeat(256), ANN), 400, "1 to 255");
    assertThat(post("k".repeat(255), ANN).status()).isEqualTo(201);
    problem(post("big", "\"" + "x".repeat(1 << 20) + "\""), 413, "1 MB");
  }

  private Page post(String key, String json) {
    return program.post(CLIENTS, json, Map.of("Idempotency-Key", key));
  }

  private long people() {
    return Practices.in(practice.id(), () -> clients.search(ClientSearch.forText(""))).total();
  }

  private String string(String query) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void problem(Page page, int status, String words) {
    assertThat(page.status()).isEqualTo(status);
    assertThat(page.header("Content-Type")).contains("application/problem+json");
    assertThat(page.body()).contains(words);
  }
}
