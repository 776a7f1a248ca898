package dev.tandem.books.ledger;

import java.util.List;
import java.util.Map;

/**
 * A call that did not give what was asked, named by what helps. The message carries no personal
 * detail; the reasons may, and are for people, not for the log.
 */
public final class LedgerTrouble extends RuntimeException {

  private final Remedy remedy;
  private final boolean notExecuted;
  private final transient CallFacts facts;
  private final transient List<String> reasons;
  private final transient Map<Integer, List<String>> elements;

  public LedgerTrouble(
      Remedy remedy,
      boolean notExecuted,
      CallFacts facts,
      List<String> reasons,
      Map<Integer, List<String>> elements,
      Throwable cause) {
    super("The ledger did not do it (" + remedy + ", status " + facts.status() + ")", cause);
    this.remedy = remedy;
    this.notExecuted = notExecuted;
    this.facts = facts;
    this.reasons = List.copyOf(reasons);
    this.elements = Map.copyOf(elements);
  }

  public Remedy remedy() {
    return remedy;
  }

  /** Whether the ledger surely did nothing. Otherwise a write may have happened. */
  public boolean notExecuted() {
    return notExecuted;
  }

  public CallFacts facts() {
    return facts;
  }

  /** What the ledger said, for people to read. */
  public List<String> reasons() {
    return reasons;
  }

  /** Of a refused batch: the elements that the ledger named, by position, with the reasons. */
  public Map<Integer, List<String>> elements() {
    return elements;
  }

  /** What helps. */
  public enum Remedy {
    /** A limit is reached: wait as long as it says. */
    WAIT,
    /** It is away, or the answer was lost: try later, look before writing again. */
    LATER,
    /** It understood and said no. */
    CORRECT,
    /** It does not let us in: a person reconnects. */
    RECONNECT,
    /** It has no such record. */
    GONE
  }
}
