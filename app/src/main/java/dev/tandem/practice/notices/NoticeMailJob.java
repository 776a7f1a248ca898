package dev.tandem.practice.notices;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The mailing of one revision of a notice as a scheduled job.
 *
 * @param practice whose notice it is; part of the job's name, since jobs belong to no practice
 */
record NoticeMailJob(PracticeId practice, NoticeId id, int revision) {

  static final String NAME = "notice-mail";

  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of(NAME);

  TaskInstance<Void> instance() {
    return TASK.instance(practice + "/" + id + "/" + revision).build();
  }

  static NoticeMailJob of(String instance) {
    String[] names = instance.split("/", -1);
    return new NoticeMailJob(
        PracticeId.of(names[0]), NoticeId.of(names[1]), Integer.parseInt(names[2]));
  }

  @Nullable Instant run(NoticeMailWorker worker) {
    return Practices.in(practice, () -> worker.runOnce(id, revision));
  }

  /** Tells the scheduler how to run it. */
  @Configuration(proxyBeanMethods = false)
  static class Registration {

    @Bean
    Task<Void> noticeMailTask(NoticeMailWorker worker) {
      return Tasks.custom(TASK)
          .onDeadExecutionRevive()
          .onFailureReschedule(FixedDelay.of(Duration.ofMinutes(1)))
          .execute(
              (instance, context) -> {
                Instant again = of(instance.getId()).run(worker);
                return again == null
                    ? new CompletionHandler.OnCompleteRemove<>()
                    : (done, row) -> row.reschedule(done, again);
              });
    }
  }
}
