package dev.tandem.staff.web;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers kept for a day go after a day, also where no program asks any more: they have names in
 * them.
 */
@Component
class KeptAnswersSweep {

  private final AnsweredRequests answered;
  private final JdbcClient db;

  KeptAnswersSweep(AnsweredRequests answered, JdbcClient db) {
    this.answered = answered;
    this.db = db;
  }

  /** Gives how many. */
  int runOnce() {
    List<PracticeId> practices =
        db.sql("select id from house.practice")
            .query((row, _) -> new PracticeId(row.getObject(1, UUID.class)))
            .list();
    return practices.stream().mapToInt(it -> Practices.in(it, answered::forgetOld)).sum();
  }

  @Configuration(proxyBeanMethods = false)
  static class Hourly {

    @Bean
    Task<Void> forgetKeptAnswers(KeptAnswersSweep sweep) {
      return Tasks.recurring("forget-kept-answers", FixedDelay.ofHours(1))
          .execute((instance, context) -> sweep.runOnce());
    }
  }
}
