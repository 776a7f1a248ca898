package dev.tandem.practice.clients;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.practice.clients.ClientImportWorker.Outcome;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An import as a scheduled job.
 *
 * @param practice whose clients they are; part of the job's name, since jobs belong to no practice
 */
record ClientImportJob(PracticeId practice, ClientImportId id) {

  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("client-import");
  private static final int ATTEMPTS = 5;
  private static final Duration AGAIN = Duration.ofSeconds(5);

  static ClientImportJob of(PracticeId practice, ClientImportId id) {
    return new ClientImportJob(practice, id);
  }

  TaskInstance<Void> instance() {
    return TASK.instance(practice + "/" + id).build();
  }

  private static ClientImportJob of(TaskInstance<?> instance) {
    String[] names = instance.getId().split("/");
    return of(PracticeId.of(names[0]), ClientImportId.of(names[1]));
  }

  private Outcome run(ClientImportWorker worker, BooleanSupplier goOn) {
    return Practices.in(practice, () -> worker.work(id, goOn));
  }

  /** Tells the scheduler how to run it. */
  @Configuration(proxyBeanMethods = false)
  static class Registration {

    @Bean
    Task<Void> clientImportTask(ClientImportWorker worker) {
      return Tasks.custom(TASK)
          .onDeadExecutionRevive()
          .onFailureReschedule(FixedDelay.of(Duration.ofSeconds(30)))
          .execute(
              (instance, context) -> {
                ClientImportJob job = of(instance);
                if (context.getExecution().consecutiveFailures >= ATTEMPTS) {
                  Practices.run(job.practice(), () -> worker.giveUp(job.id()));
                }
                Outcome outcome =
                    job.run(worker, () -> !context.getSchedulerState().isShuttingDown());
                return outcome == Outcome.FINISHED
                    ? new CompletionHandler.OnCompleteRemove<>()
                    : new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(AGAIN));
              });
    }
  }
}
