package dev.tandem.books.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down that a process came up in which people may edit. */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "tandem.node", matchIfMissing = true)
class NoteAwakening implements InitializingBean {

  /** Nobody restores a backup that is older, or finds much to do in it. */
  private static final Duration KEPT = Duration.ofDays(400);

  private final JdbcClient jdbc;
  private final Clock clock;

  NoteAwakening(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void afterPropertiesSet() {
    jdbc.sql("insert into house.awakening (at) values (?) on conflict do nothing")
        .param(Timestamp.from(clock.instant()))
        .update();
    jdbc.sql("delete from house.awakening where at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }
}
