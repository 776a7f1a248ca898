package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.tandem.start.Surroundings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.WebServer;

/**
 * What an admin command stands on: the whole application, but no pages and nobody who runs jobs.
 */
class WithoutPagesTest {

  @Test
  void startsBesideARunningApplication() {
    var there = TestDatabase.fresh();
    String url =
        there.database().jdbcUrl()
            + "?user="
            + there.database().migrator()
            + "&password="
            + there.database().migratorPassword();
    var surroundings =
        new Surroundings(
            Map.of(
                "TANDEM_DATABASE_URL", url,
                "TANDEM_DATABASE_APP_PASSWORD", there.database().appPassword(),
                "ENCRYPTION_KEY", "0123456789abcdef".repeat(4)));
    try (var context = Tandem.withoutPages(surroundings)) {
      assertThat(context.getBeansOfType(WebServer.class)).isEmpty();
      assertThat(context.getBean(Scheduler.class).getSchedulerState().isStarted()).isFalse();
    }
  }
}
