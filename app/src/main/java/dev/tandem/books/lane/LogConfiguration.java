package dev.tandem.books.lane;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log is tidied at night, when the fewest wait for the database. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

  private static final LocalTime NIGHT = LocalTime.of(2, 40);

  @Bean
  Task<Void> forgetOldCallsTask(ForgetOldCalls old) {
    return Tasks.recurring("forget-old-calls", new Daily(ZoneId.systemDefault(), NIGHT))
        .execute((instance, context) -> old.runOnce());
  }
}
