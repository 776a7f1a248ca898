package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger told is kept as long as it may come again, and no longer. */
@TandemTest
class ForgetOldNoticesTest {

  @Autowired ApplicationContext house;
  @Autowired ForgetOldNotices old;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;

  private final UUID stranger = UUID.randomUUID();

  @BeforeEach
  void forgetOthers() {
    jdbc.sql("delete from house.delivery").update();
    jdbc.sql("delete from house.webhook_delivery").update();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatWasDealtWithLongAgoGoesHoweverMuchItIs() {
    tell(stranger, 12_000, Duration.ofDays(40), Duration.ofDays(33));
    tell(stranger, 3, Duration.ofDays(40), Duration.ofDays(31));
    assertThat(old.runOnce()).isEqualTo(12_000);
    assertThat(all(stranger)).isEqualTo(3);
  }

  @Test
  void noticesOfAnOrganisationThatNobodyConnectsAreClosedOnceXeroRepeatsThemNoMore() {
    BooksRoom.open(house);
    UUID ours = BooksRoom.TENANT;
    tell(stranger, 2, Duration.ofDays(32), null);
    tell(stranger, 1, Duration.ofDays(30), null);
    tell(ours, 1, Duration.ofDays(32), null);
    old.runOnce();
    assertThat(open(stranger)).isEqualTo(1);
    assertThat(open(ours)).as("somebody may still want it").isEqualTo(1);
    assertThat(all(stranger)).as("closed, not gone").isEqualTo(3);
    clock.advance(Duration.ofDays(33));
    old.runOnce();
    assertThat(all(stranger)).isEqualTo(1);
  }

  @Test
  void callsAreCountedAsLong() {
    count(Duration.ofDays(33));
    count(Duration.ofDays(31));
    old.runOnce();
    assertThat(
            jdbc.sql("select count(*) from house.webhook_delivery").query(Integer.class).single())
        .isEqualTo(1);
  }

  private void tell(UUID tenant, int count, Duration ago, Duration done) {
    jdbc.sql(
            """
            insert into house.delivery (key, received_at, tenant, category, resource, event_at, done_at)
            select sha256(uuid_send(gen_random_uuid())), :at::timestamptz, :tenant,
                   'INVOICE', 'x', :at::timestamptz, :done::timestamptz
              from generate_series(1, :count)""")
        .param("at", before(ago))
        .param("tenant", tenant)
        .param("done", done == null ? null : clock.instant().minus(done).toString(), Types.VARCHAR)
        .param("count", count)
        .update();
  }

  private void count(Duration ago) {
    jdbc.sql(
            """
            insert into house.webhook_delivery
              (provider, via, received_at, first_seq, last_seq, events, unreadable)
            values ('xero', 'x', ?, 1, 1, 1, 0)""")
        .param(before(ago))
        .update();
  }

  private Timestamp before(Duration ago) {
    return Timestamp.from(clock.instant().minus(ago));
  }

  private int all(UUID tenant) {
    return number("select count(*) from house.delivery where tenant = ?", tenant);
  }

  private int open(UUID tenant) {
    return number(
        "select count(*) from house.delivery where tenant = ? and done_at is null", tenant);
  }

  private int number(String sql, UUID tenant) {
    return jdbc.sql(sql).param(tenant).query(Integer.class).single();
  }
}
