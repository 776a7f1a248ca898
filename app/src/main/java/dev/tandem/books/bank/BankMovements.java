package dev.tandem.books.bank;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.lane.Unanswered;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.LedgerMovement;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * What moved through an organisation's bank accounts, asked for while somebody waits; kept nowhere.
 * Days are the organisation's own. Without an open transaction.
 */
@Component
public class BankMovements {

  /** How many a page shows. */
  public static final int SHOWN = 100;

  /** A file may need so many calls and no more. */
  private static final int CALLS = 20;

  private static final int LONGEST = 366;

  private final LedgerFeatures features;
  private final Lanes lanes;

  BankMovements(LedgerFeatures features, Lanes lanes) {
    this.features = features;
    this.lanes = lanes;
  }

  /** From one day to another, both among them. */
  public record Days(LocalDate from, LocalDate to) {

    /**
     * @throws InvalidInput if there is none between them, or there are too many
     */
    public Days {
      if (to.isBefore(from)) {
        throw new InvalidInput("to", "Choose a day that is not before the first one.");
      }
      if (to.isAfter(from.plusDays(LONGEST))) {
        throw new InvalidInput(
            "to", "Choose at most a year: Xero lists them a thousand to a call.");
      }
    }
  }

  /**
   * One page, the latest first: one call.
   *
   * @param page from 1
   * @throws Refused why the ledger cannot be asked, and what helps
   */
  public LedgerMovement.Page page(Binding binding, Days days, int page) {
    check(binding);
    return visit(
        binding, calls -> read(calls, it -> it.movements(days.from(), days.to(), page, SHOWN)));
  }

  /**
   * All of them, the latest first.
   *
   * @throws Refused as {@link #page}, and if they are too many
   */
  public List<LedgerMovement> all(Binding binding, Days days) {
    check(binding);
    return visit(
        binding,
        calls -> {
          var all = new ArrayList<LedgerMovement>();
          for (int page = 1; page <= CALLS; page++) {
            int wanted = page;
            LedgerMovement.Page read =
                read(calls, it -> it.movements(days.from(), days.to(), wanted, Books.PAGE));
            all.addAll(read.movements());
            if (!read.more()) {
              return List.copyOf(all);
            }
          }
          throw new Refused(
              "There are more than %,d: choose fewer days.".formatted(CALLS * Books.PAGE));
        });
  }

  private static LedgerMovement.Page read(
      LaneCalls calls, Function<Books, dev.tandem.books.ledger.Reply<LedgerMovement.Page>> ask) {
    var operation =
        new Operation(LaneClass.PERSON, null, "bank movements", false, 0, null, Job.OTHER);
    return calls.call(operation, ask::apply).value();
  }

  private void check(Binding binding) {
    if (!binding.active()) {
      throw new Refused(
          "The connection with %s needs somebody first: look at the Ledger page."
              .formatted(binding.organisationName()));
    }
    features
        .of(binding.id())
        .paused(Feature.BANK.kind())
        .ifPresent(
            why -> {
              throw new Refused(why);
            });
  }

  private <T> T visit(Binding binding, Function<LaneCalls, T> work) {
    try {
      return lanes.visit(binding.id(), work);
    } catch (LaneStopped e) {
      throw new Refused(Unanswered.inWords(e));
    } catch (LedgerTrouble e) {
      throw new Refused(Unanswered.inWords(e));
    }
  }
}
