package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.StaffId;
import dev.tandem.xero.oauth.TokenSet;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TandemTest
class RecoverySweepTest {

  private static final StaffId PERSON = new StaffId(UUID.randomUUID());
  private static final int AT_ONCE = 8;

  @Autowired Setup setup;
  @Autowired Grants grants;
  @Autowired Bindings bindings;
  @Autowired Connections connections;
  @Autowired LostConnections lost;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;

  private final List<BindingId> mine = new ArrayList<>();

  @AfterEach
  void putBack() {
    clock.reset();
    mine.forEach(
        it ->
            jdbc.sql("delete from house.lost_connection where binding_id = ?")
                .param(it.value())
                .update());
  }

  @Test
  void leavesWhatAMinuteDoesNotSufficeForToTheNextRun() {
    PracticeId practice = open();
    for (int i = 0; i < AT_ONCE + 4; i++) {
      mine.add(lostOne(practice));
    }
    clock.advance(Duration.ofHours(2));
    Queue<BindingId> looked = new ConcurrentLinkedQueue<>();
    new RecoverySweep(lost, new HangingWatch(looked), bindings, clock).runOnce();
    assertThat(looked).hasSizeBetween(1, AT_ONCE);
    assertThat(lost.due(10_000))
        .extracting(LostConnections.Lost::binding)
        .containsAll(mine.stream().filter(it -> !looked.contains(it)).toList());
  }

  /** Each look takes longer than a minute. */
  private final class HangingWatch extends AccessWatch {

    private final Queue<BindingId> looked;

    HangingWatch(Queue<BindingId> looked) {
      super(null, null, null, null, null, null);
      this.looked = looked;
    }

    @Override
    long version(GrantId grant) {
      return 0;
    }

    @Override
    Optional<LostReason> look(BindingId id, long seen) {
      looked.add(id);
      clock.advance(Duration.ofSeconds(61));
      return Optional.of(LostReason.NO_ACCESS);
    }
  }

  private BindingId lostOne(PracticeId practice) {
    var tokens =
        new TokenSet(
            "access", "refresh", null, clock.instant().plusSeconds(1800), Set.of("a"), null);
    GrantId grant = grants.add(practice, PERSON, tokens);
    var organisation =
        new Organisation(UUID.randomUUID().toString(), null, "Demo Company", "!abc", "AU", "AUD");
    BindingId id = Practices.in(practice, () -> bindings.bind(organisation, grant, PERSON));
    Practices.run(practice, () -> connections.lost(id, LostReason.NO_ACCESS));
    return id;
  }

  private PracticeId open() {
    return setup.open(
        new NewPractice(
            "Quay Street", PracticeKind.CLINIC, "AU", ZoneId.of("Australia/Sydney"), "AUD"));
  }
}
