package dev.tandem.xero.accounting;

import dev.tandem.xero.CallFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a batch: one outcome for each element sent, in the order they were sent. */
public record BatchResult<T>(List<Outcome<T>> outcomes, CallFacts facts) {

  public BatchResult {
    outcomes = List.copyOf(outcomes);
  }

  /** What became of one element. */
  public sealed interface Outcome<T> {}

  /** Stored. The record holds Xero's values, which may be cleaned, cut or rounded forms of ours. */
  public record Accepted<T>(T record, List<String> warnings) implements Outcome<T> {

    @Override
    public String toString() {
      return "Accepted[" + record + ", " + warnings.size() + " warnings]";
    }
  }

  /**
   * Not stored. The reasons are for people; the record is the echo of what was sent, if readable.
   */
  public record Refused<T>(@Nullable T record, List<String> reasons) implements Outcome<T> {

    @Override
    public String toString() {
      return "Refused[" + reasons.size() + " reasons]";
    }
  }
}
