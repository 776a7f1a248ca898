package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.LogChain.Report;
import dev.tandem.books.ledger.CallFacts;
import dev.tandem.shared.Practices;
import dev.tandem.shared.doctor.Finding;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Whoever alters the log behind the application's back is found out. */
@TandemTest
class LogChainTest {

  @Autowired private ApplicationContext house;
  @Autowired private TestDatabase database;
  @Autowired private LogChain chain;
  @Autowired private LogExamination examination;
  @Autowired private LogKeeping keeping;
  @Autowired private SyncLog log;
  @Autowired private ForgetOldCalls old;
  @Autowired private TestClock clock;

  private BooksRoom books;

  @BeforeEach
  void aFewCalls() {
    books = BooksRoom.open(house);
    for (int i = 0; i < 3; i++) {
      books.add("Client", "Number" + i);
      books.settle();
    }
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void everyCallIsSealedWhenItsTurnEnds() {
    assertThat(count("select count(*) from practice.log_seal where practice_id = ?"))
        .isEqualTo(books.log().size());
    Report report = verify();
    assertThat(report.whole()).isTrue();
    assertThat(report.calls()).isEqualTo(books.log().size());
    assertThat(report.first()).isEqualTo(1);
  }

  @Test
  void anAlteredCallIsFound() {
    tamper(
        "update practice.sync_log set records = records + 1 where practice_id = ? and id = '%s'",
        2);
    assertThat(verify().flaws())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.position()).isEqualTo(2);
              assertThat(it.text()).contains("altered");
            });
  }

  @Test
  void theDoctorLooksAtTheLatest() {
    assertThat(this.<List<Finding>>in(examination::examine))
        .singleElement()
        .satisfies(it -> assertThat(it.level()).isEqualTo(Finding.Level.FINE));
    tamper(
        "update practice.sync_log set records = records + 1 where practice_id = ? and id = '%s'",
        books.log().size());
    assertThat(this.<List<Finding>>in(examination::examine))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.level()).isEqualTo(Finding.Level.WRONG);
              assertThat(it.remedy()).contains("./tandem log verify");
            });
  }

  /** An older place is for the command, which reads all of it. */
  @Test
  void theLatestAreProvedWithoutThoseBefore() {
    tamper(
        "update practice.sync_log set records = records + 1 where practice_id = ? and id = '%s'",
        1);
    assertThat(in(() -> chain.verifyLatest(2)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.calls()).isEqualTo(2);
              assertThat(it.flaws()).isEmpty();
            });
    assertThat(in(() -> chain.verifyLatest(1_000)).getFirst().flaws()).hasSize(1);
  }

  @Test
  void anAlteredStoryIsFound() {
    String first =
        "(select stories[1] from practice.log_seal where practice_id = s.practice_id"
            + " and stories <> '{}' order by position limit 1)";
    execute(
        "update practice.sync_story s set caused_by = '[]' where practice_id = ? and id = "
            + first);
    assertThat(verify().flaws()).hasSize(1);
    execute("delete from practice.sync_story s where practice_id = ? and id = " + first);
    assertThat(verify().flaws())
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("removed"));
  }

  @Test
  void aRemovedCallIsFound() {
    tamper("delete from practice.sync_log where practice_id = ? and id = '%s'", 3);
    assertThat(verify().flaws())
        .singleElement()
        .satisfies(it -> assertThat(it.position()).isEqualTo(3));
  }

  @Test
  void aCallRemovedWithItsLinkIsFound() {
    UUID call = callAt(3);
    execute("delete from practice.sync_log where practice_id = ? and id = '%s'".formatted(call));
    execute("delete from practice.log_seal where practice_id = ? and call = '%s'".formatted(call));
    assertThat(verify().flaws())
        .as("the hole, and the link behind it that leads nowhere")
        .extracting(LogChain.Flaw::position)
        .contains(3L);
  }

  @Test
  void aCutOffEndIsFound() {
    UUID call = callAt(books.log().size());
    execute("delete from practice.sync_log where practice_id = ? and id = '%s'".formatted(call));
    execute("delete from practice.log_seal where practice_id = ? and call = '%s'".formatted(call));
    assertThat(verify().flaws())
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("The end is missing"));
  }

  /** Whoever computes all links anew is found out by a hash that somebody else kept. */
  @Test
  void aHeadKeptElsewhereProvesTheLogOfBefore() {
    String head = verify().head();
    books.add("One", "More");
    books.settle();
    assertThat(in(() -> chain.verify(head)))
        .singleElement()
        .satisfies(it -> assertThat(it.knows()).isTrue());
    assertThat(in(() -> chain.verify("ab".repeat(32))))
        .singleElement()
        .satisfies(it -> assertThat(it.whole()).isFalse());
  }

  /** Five calls at once, and nodes that end their turns in the same instant. */
  @Test
  void staysWholeUnderManyWritersAndSealers() throws Exception {
    var scope = new LaneScope(books.lane(), books.binding().value(), true, LaneScope.GUEST);
    var operation = Operation.read(LaneClass.SWEEP, "changed clients", 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int writer = 0; writer < 5; writer++) {
        int first = 100_000 + writer * 1_000;
        work.add(
            () -> {
              for (int i = 0; i < 40; i++) {
                int seq = first + i;
                run(
                    () ->
                        log.add(
                            scope, seq, operation, CallFacts.none(), new CallWords("ok", null)));
              }
              return null;
            });
      }
      for (int sealer = 0; sealer < 3; sealer++) {
        work.add(
            () -> {
              for (int i = 0; i < 30; i++) {
                run(() -> chain.sealAll(BooksRoom.TENANT));
              }
              return null;
            });
      }
      for (var it : threads.invokeAll(work)) {
        it.get();
      }
    }
    Report report = verify();
    assertThat(report.flaws()).isEmpty();
    assertThat(report.calls())
        .as("late ones, too")
        .isEqualTo(count("select count(*) from practice.sync_log where practice_id = ?"));
  }

  @Test
  void theOldestGoesAndTheRestStaysProvable() {
    run(() -> keeping.keep(1));
    int early = books.log().size();
    clock.advance(Duration.ofDays(40));
    books.add("Much", "Later");
    books.settle();
    String head = verify().head();
    old.runOnce();
    assertThat(books.log())
        .isNotEmpty()
        .allMatch(it -> it.at().isAfter(clock.instant().minus(Duration.ofDays(2))));
    Report report = verify();
    assertThat(report.whole()).isTrue();
    assertThat(report.first()).isEqualTo(early + 1L);
    assertThat(report.head()).isEqualTo(head);
    tamper("update practice.sync_log set bytes = 1 where practice_id = ? and id = '%s'", early + 1);
    assertThat(verify().flaws()).hasSize(1);
  }

  @Test
  void keepsHalfAYearUnlessChosenOtherwise() {
    int all = books.log().size();
    clock.advance(Duration.ofDays(170));
    old.runOnce();
    assertThat(books.log()).hasSize(all);
    run(() -> keeping.keep(84));
    clock.advance(Duration.ofDays(400));
    old.runOnce();
    assertThat(books.log()).hasSize(all);
    run(() -> keeping.keep(6));
    old.runOnce();
    assertThat(books.log()).isEmpty();
    assertThat(verify().whole()).isTrue();
  }

  @Test
  void theApplicationItselfCannotAlterWhatIsWritten() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      for (String table : List.of("sync_log", "sync_story", "log_seal")) {
        assertThat(
                org.assertj.core.api.Assertions.catchException(
                    () -> statement.execute("update practice." + table + " set tenant = tenant")))
            .hasMessageContaining("permission denied");
      }
    }
  }

  private Report verify() {
    return in(() -> chain.verify(null)).getFirst();
  }

  private <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
    return books.in(work);
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work);
  }

  private UUID callAt(long position) {
    return UUID.fromString(
        string(
            "select call from practice.log_seal where practice_id = ? and position = " + position));
  }

  private void tamper(String statement, long position) {
    execute(statement.formatted(callAt(position)));
  }

  private int count(String query) {
    return Integer.parseInt(string(query));
  }

  private String string(String query) {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.prepareStatement(query)) {
      statement.setObject(1, books.practice().value());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, books.practice().value());
      assertThat(statement.executeUpdate()).as(sql).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
