package dev.tandem.books.lane;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether the latest calls of the log are as they were written; makes no calls. */
@Component
class LogExamination implements Examination {

  private static final String TITLE = "Log of calls";

  /** Some days of an ordinary practice, read in a blink; all of it is read by the command. */
  private static final int LATEST = 500;

  private final LogChain chain;

  LogExamination(LogChain chain) {
    this.chain = chain;
  }

  @Override
  public Chapter chapter() {
    return Chapter.LEDGER;
  }

  @Override
  public boolean ofPractice() {
    return true;
  }

  @Override
  public List<Finding> examine() {
    List<LogChain.Report> reports = chain.verifyLatest(LATEST);
    long calls = reports.stream().mapToLong(LogChain.Report::calls).sum();
    List<LogChain.Flaw> flaws = reports.stream().flatMap(it -> it.flaws().stream()).toList();
    if (!flaws.isEmpty()) {
      return List.of(
          Finding.wrong(
              TITLE,
              flaws.getFirst().text(),
              "Run ./tandem log verify: it names every place. Whoever may write to the database can have done it."));
    }
    return calls == 0
        ? List.of()
        : List.of(
            Finding.fine(TITLE, "The latest %,d calls are as they were written.".formatted(calls)));
  }
}
