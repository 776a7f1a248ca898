package dev.tandem.books.adoption;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether this database is the one that sends, and whether a restore left something to decide. */
@Component
class AdoptionExamination implements Examination {

  private static final String TITLE = "Restores and copies";

  private final Adoptions adoptions;

  AdoptionExamination(Adoptions adoptions) {
    this.adoptions = adoptions;
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
    List<Adoptions.Report> reports = adoptions.reports(null, 1);
    if (reports.isEmpty()) {
      return List.of();
    }
    if (adoptions.isUncertain()) {
      return List.of(
          Finding.wrong(
              TITLE,
              "Tandem cannot tell any more whether this database is the one or a copy: the server told which it is before and does not now, or tells it for the first time. It reads, but sends nothing.",
              "Let the database's role execute pg_control_system() again if that was taken away; else, if this is the one and no other runs: Ledger, After a restore, or ./tandem adopt."));
    }
    if (adoptions.wokeElsewhere()) {
      return List.of(
          Finding.wrong(
              TITLE,
              "This database is a copy or was moved to another server: it reads, but sends nothing.",
              "If it is the one now, and the other does not run any more: Ledger, After a restore, or ./tandem adopt."));
    }
    long undecided =
        reports.stream()
            .flatMap(it -> it.parts().stream())
            .mapToLong(Adoptions.Part::undecided)
            .sum();
    if (undecided == 0 && adoptions.isUntold()) {
      return List.of(
          Finding.look(
              TITLE,
              "The database server does not tell which one it is, so Tandem cannot tell a copy of this database from it: a copy would send, too.",
              "Never start a copy while this one runs. Or let the database's role execute pg_control_system(), and then say under Ledger, After a restore, that this is the one."));
    }
    return List.of(
        undecided == 0
            ? Finding.fine(TITLE, "This database is the one that sends.")
            : Finding.look(
                TITLE,
                undecided == 1
                    ? "One record that a restore lost waits for a decision."
                    : undecided + " records that a restore lost wait for a decision.",
                "Decide under Ledger, After a restore."));
  }
}
