package dev.tandem.books.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls that try an organisation's books out, with a client and a draft that are taken away again.
 * Each method is one call and throws {@link LedgerTrouble}; only a lane may make it.
 */
public interface Trial {

  /**
   * Whose books these are.
   *
   * @param demo whether the ledger calls it an organisation to try things in
   */
  record About(String id, String name, boolean demo) {}

  /** One value of a category that the organisation sorts its income by. */
  record Tracking(String category, String option) {}

  /**
   * @param price without tax
   */
  record Line(
      String text,
      BigDecimal quantity,
      BigDecimal price,
      String account,
      String tax,
      @Nullable Tracking tracking) {}

  /** A document as the ledger has it. */
  record Paper(
      String id,
      String status,
      String client,
      BigDecimal subTotal,
      BigDecimal tax,
      BigDecimal total,
      List<Line> lines) {}

  Reply<About> about();

  Reply<List<LedgerAccount>> accounts();

  Reply<List<LedgerTaxRate>> taxRates();

  /** The first option of each active category; empty if there is none. */
  Reply<List<Tracking>> tracking();

  /**
   * @param marker by which it is found again
   * @return its id
   */
  Reply<String> addClient(String name, String marker);

  /**
   * A sales invoice that nobody has approved, in amounts without tax.
   *
   * @return its id
   */
  Reply<String> addDraft(String client, String number, LocalDate date, List<Line> lines);

  /** Every document of this number, also those that were deleted. */
  Reply<List<Paper>> papers(String number);

  /** The ids of every client with this marker. */
  Reply<List<String>> clients(String marker);

  /**
   * @return its status from then on
   */
  Reply<String> deleteDraft(String id);

  /**
   * Clients cannot be deleted over there.
   *
   * @return its status from then on
   */
  Reply<String> archiveClient(String id);
}
