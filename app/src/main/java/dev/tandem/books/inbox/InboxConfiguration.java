package dev.tandem.books.inbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxSettings.class)
class InboxConfiguration {

  @Bean
  Task<Void> gapWatchTask(GapWatch watch) {
    return Tasks.recurring("gap-watch", FixedDelay.of(Duration.ofSeconds(30)))
        .execute((instance, context) -> watch.runOnce());
  }

  @Bean
  Task<Void> forgetOldNoticesTask(ForgetOldNotices old) {
    return Tasks.recurring("forget-old-notices", FixedDelay.of(Duration.ofDays(1)))
        .execute((instance, context) -> old.runOnce());
  }
}
