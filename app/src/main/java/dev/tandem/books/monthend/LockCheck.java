package dev.tandem.books.monthend;

import dev.tandem.shared.Tally;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands against locking the books up to a day. Once they are locked, Xero takes nothing more
 * with such a day.
 *
 * @param lastDay the last day that would be locked
 */
public record LockCheck(LocalDate lastDay, List<Finding> findings) {

  /** What was looked for, in the order in which people mend it. */
  public enum Kind {
    /** Work that was done and for which nobody has been billed. */
    NOT_INVOICED(false),
    /** Invoices that are written and not issued. */
    DRAFTS(false),
    /** Payments that wait for the close of their day. */
    TAKINGS_OPEN(true),
    /** Documents on their way. */
    WAITING(true),
    /** Documents that a person has to put right before they go. */
    REFUSED(true),
    /** Documents that are not the same on both sides, or of which nobody knows whether they are. */
    CONFLICTS(true),
    /** Issued here, and drafts over there: a draft of a locked day cannot be approved any more. */
    DRAFTS_THERE(true),
    /** What was left out of the ledger on purpose. */
    LEFT_OUT(false),
    /** Accounts that have to come back to zero and did not: what is missing has such a day, too. */
    NOT_AT_REST(false);

    private final boolean blocks;

    Kind(boolean blocks) {
      this.blocks = blocks;
    }

    /** The lock would keep it out of Xero for good; otherwise it is only worth a look. */
    public boolean blocks() {
      return blocks;
    }
  }

  /**
   * @param count how many; 0 says that it was looked for and nothing is there
   * @param earliest the first day concerned; null if none is
   * @param amount of money in sum, in the practice's currency; null where it is not counted
   */
  public record Finding(
      Kind kind, int count, @Nullable LocalDate earliest, @Nullable BigDecimal amount) {

    Finding(Kind kind, Tally tally) {
      this(kind, tally.count(), tally.earliest(), tally.amount());
    }

    public boolean clear() {
      return count == 0;
    }
  }

  public LockCheck {
    findings = List.copyOf(findings);
  }

  /** How many kinds of things are worth a look although they stand against nothing. */
  public long looks() {
    return findings.stream().filter(it -> !it.kind().blocks() && !it.clear()).count();
  }

  /** Nothing dated up to that day would be kept out of Xero by the lock. */
  public boolean ready() {
    return findings.stream().noneMatch(it -> it.kind().blocks() && !it.clear());
  }
}
