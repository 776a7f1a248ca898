package dev.tandem.shared.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.AnotherNode;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Lanes;
import dev.tandem.shared.KeyRing;
import dev.tandem.shared.SealingKey;
import dev.tandem.shared.doctor.Finding;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TandemTest
class NodesTest {

  @Autowired ApplicationContext house;
  @Autowired Nodes nodes;
  @Autowired Heartbeat heartbeat;
  @Autowired NodeClock machine;
  @Autowired NodesExamination examination;
  @Autowired KeyRing ring;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired SealingKey key;

  @Autowired
  @Qualifier("inHouse")
  TransactionTemplate inHouse;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aNodeIsKnownWithItsKeysAndIsGoneWhenItStops() {
    int before = nodes.living().size();
    try (var second = AnotherNode.beside(database, xero, Map.of())) {
      assertThat(nodes.living()).hasSize(before + 1);
      assertThat(nodes.living().getLast().keys()).isEqualTo(ring.ids());
      assertThat(nodes.living().getLast().unseenFor()).isLessThan(Duration.ofSeconds(30));
    }
    assertThat(nodes.living()).hasSize(before);
  }

  @Test
  void aNodeThatFellSilentIsDeadAndJoinsAnewWhenItIsNot() throws SQLException {
    Node own = nodes.living().getFirst();
    sql("update house.node set seen_at = seen_at - interval '41 seconds' where id = '%s'", own);
    assertThat(nodes.living()).extracting(Node::id).doesNotContain(own.id());
    heartbeat.runOnce();
    assertThat(nodes.living())
        .filteredOn(it -> it.id().equals(own.id()))
        .singleElement()
        .satisfies(it -> assertThat(it.startedAt()).as("joined anew").isAfter(own.startedAt()));
  }

  @Test
  void aNodeThatWasLeftBehindByAChangeOfKeyRunsNoLanes() throws SQLException {
    Node own = nodes.living().getFirst();
    try {
      sql("update house.sealing_key set key_id = '00000000'", own);
      sql("update house.node set seen_at = seen_at - interval '41 seconds' where id = '%s'", own);
      assertThatThrownBy(heartbeat::runOnce).isInstanceOf(SealingKey.Unknown.class);
      assertThat(machine.mayWork()).isFalse();
    } finally {
      sql("update house.sealing_key set key_id = '" + ring.wished() + "'", own);
    }
    heartbeat.runOnce();
    assertThat(machine.mayWork()).isTrue();
    assertThat(nodes.living()).extracting(Node::id).contains(own.id());
  }

  @Test
  void aMovedApplicationClockIsNoWrongClock() {
    clock.advance(Duration.ofHours(5));
    machine.measure();
    assertThat(machine.right()).isTrue();
  }

  @Test
  void aNodeWhoseClockIsWrongRunsNoLanesAndSaysSo() {
    BooksRoom room = BooksRoom.open(house);
    room.add("Not", "Sent");
    room.forgetCalls();
    try (var slow = AnotherNode.beside(database, xero, Map.of(), SevenSecondsBehind.class)) {
      var due = slow.getBean(Lanes.class).runOnce(room.lane());
      assertThat(Duration.between(clock.instant(), due)).isLessThan(Duration.ofSeconds(6));
      assertThat(room.calls("", "")).isZero();
      List<Finding> findings = examination.examine();
      assertThat(findings)
          .filteredOn(it -> it.level() == Finding.Level.WRONG)
          .singleElement()
          .satisfies(
              it -> assertThat(it.seen()).contains("7 s behind", "sends and fetches nothing"))
          .satisfies(it -> assertThat(it.remedy()).contains("NTP"));
    }
    room.settle();
    assertThat(room.contacts("Not Sent")).as("a node whose clock is right goes on").hasSize(1);
    assertThat(examination.examine())
        .extracting(Finding::level)
        .doesNotContain(Finding.Level.WRONG);
  }

  @Test
  void aLateAnswerIsNoProofOfAWrongClock() {
    var late = new NodeClock(jdbc, new Hesitant(0, 18));
    assertThat(late.measure()).isLessThan(Duration.ofSeconds(1));
    assertThat(late.right()).isTrue();
  }

  @Test
  void aSlowQuestionIsNoProofOfAWrongClock() {
    var slow = new NodeClock(jdbc, new Hesitant(-9, 9));
    assertThat(slow.measure()).isZero();
    assertThat(slow.right()).isTrue();
  }

  @Test
  void aWrongClockIsKnownThoughTheAnswerWasLate() {
    var wrong = new NodeClock(jdbc, new Hesitant(-20, -18));
    assertThat(wrong.measure()).isBetween(Duration.ofSeconds(-19), Duration.ofSeconds(-17));
    assertThat(wrong.right()).isFalse();
  }

  @Test
  void theHeartGoesOnBeatingWhateverFails() {
    var failing =
        new Nodes(jdbc) {
          @Override
          boolean beat(UUID id, Duration clockOff) {
            throw new IllegalStateException("not foreseen");
          }
        };
    var beating = new Heartbeat(failing, machine, ring, key, inHouse);
    assertThatThrownBy(beating::runOnce).isInstanceOf(IllegalStateException.class);
    assertThatCode(beating::beatOnce).doesNotThrowAnyException();
  }

  private void sql(String sql, Node node) throws SQLException {
    try (var connection = database.connectAsSuperuser()) {
      connection.createStatement().execute(sql.formatted(node.id()));
    }
  }

  /** Off by so many seconds when it is asked first, and afterwards: time went by meanwhile. */
  private static final class Hesitant extends Clock {
    private final int first;
    private final int afterwards;
    private int asked;

    Hesitant(int first, int afterwards) {
      this.first = first;
      this.afterwards = afterwards;
    }

    @Override
    public java.time.Instant instant() {
      return Clock.systemUTC().instant().plusSeconds(asked++ == 0 ? first : afterwards);
    }

    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
