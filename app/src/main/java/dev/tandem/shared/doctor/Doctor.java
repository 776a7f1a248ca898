package dev.tandem.shared.doctor;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks every examination, all at the same time, and waits for none of them longer than it may. */
@Component
public class Doctor {

  private static final Logger log = LoggerFactory.getLogger(Doctor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Examination> examinations;
  private final Duration patience;

  @org.springframework.beans.factory.annotation.Autowired
  Doctor(List<Examination> examinations) {
    this(examinations, PATIENCE);
  }

  Doctor(List<Examination> examinations, Duration patience) {
    this.examinations = List.copyOf(examinations);
    this.patience = patience;
  }

  /** What concerns every practice: configuration, keys, database, machine. Needs no practice. */
  public Diagnosis installation() {
    return diagnosis(examinations.stream().filter(it -> !it.ofPractice()), null);
  }

  /** What concerns one practice alone. */
  public Diagnosis practice(PracticeId practice) {
    return diagnosis(examinations.stream().filter(Examination::ofPractice), practice);
  }

  private Diagnosis diagnosis(Stream<Examination> asked, @Nullable PracticeId practice) {
    List<Asked> under = asked.map(it -> new Asked(it, begin(it, practice))).toList();
    var parts = new ArrayList<Diagnosis.Part>();
    for (Chapter chapter : Chapter.values()) {
      List<Finding> findings =
          under.stream()
              .filter(it -> it.examination().chapter() == chapter)
              .flatMap(it -> findings(it).stream())
              .toList();
      if (!findings.isEmpty()) {
        parts.add(new Diagnosis.Part(chapter, findings));
      }
    }
    return new Diagnosis(List.copyOf(parts));
  }

  private record Asked(Examination examination, CompletableFuture<List<Finding>> answer) {}

  /** The practice is bound anew: it does not reach another thread by itself. */
  private CompletableFuture<List<Finding>> begin(
      Examination examination, @Nullable PracticeId practice) {
    var answer = new CompletableFuture<List<Finding>>();
    Thread.ofVirtual()
        .name("doctor " + examination.chapter())
        .start(
            () -> {
              try {
                answer.complete(
                    practice == null
                        ? examination.examine()
                        : Practices.in(practice, examination::examine));
              } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
              }
            });
    return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private List<Finding> findings(Asked asked) {
    try {
      return asked.answer().join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      String examination = asked.examination().getClass().getSimpleName();
      if (cause instanceof TimeoutException) {
        return List.of(
            Finding.wrong(
                asked.examination().chapter().title(),
                "No answer within %d s (%s).".formatted(patience.toSeconds(), examination),
                "Look whether the network or the database is overloaded, then try again."));
      }
      // Its message may hold anything: it goes to the log's trace level of detail, not on a page.
      log.warn("{} could not be examined: {}", examination, cause.getClass().getName());
      log.debug("{} could not be examined", examination, cause);
      return List.of(
          Finding.wrong(
              asked.examination().chapter().title(),
              "This could not be examined: %s (%s)."
                  .formatted(cause.getClass().getSimpleName(), examination),
              "If the findings above do not explain it, start with LOGGING_LEVEL_DEV_TANDEM_SHARED_DOCTOR=debug"
                  + " and look into the log."));
    }
  }
}
