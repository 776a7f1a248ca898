package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds the rows of many documents at once, so that nobody at the desk changes what one of them
 * consists of before the transaction ends.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class HeldAtTheDesk {

  private final CreditNotes notes;
  private final WholeAdvances advances;
  private final CreditNoteRepository noteRows;
  private final AdvanceRepository advanceRows;
  private final Billing billing;

  HeldAtTheDesk(
      CreditNotes notes,
      WholeAdvances advances,
      CreditNoteRepository noteRows,
      AdvanceRepository advanceRows,
      Billing billing) {
    this.notes = notes;
    this.advances = advances;
    this.noteRows = noteRows;
    this.advanceRows = advanceRows;
    this.billing = billing;
  }

  /**
   * In the order in which everybody takes them: first the invoices, also those that these credits
   * are of and settle, then credit notes, then advances. Those that do not exist are none.
   */
  public void hold(Collection<InvoiceId> invoices, Collection<? extends CreditSource> credits) {
    List<CreditNoteView> theirNotes = notes.byIds(only(CreditNoteId.class, credits));
    List<AdvanceView> theirAdvances = advances.byIds(only(AdvanceId.class, credits));
    List<InvoiceId> all = new ArrayList<>(invoices);
    theirNotes.forEach(it -> all.add(it.invoice()));
    billing.holdAll(
        Sources.invoices(
                Stream.concat(
                        theirNotes.stream().flatMap(it -> it.allocations().stream()),
                        theirAdvances.stream().flatMap(it -> it.allocations().stream()))
                    .toList(),
                all)
            .toList());
    sorted(theirNotes, CreditNoteView::id).forEach(noteRows::hold);
    sorted(theirAdvances, AdvanceView::id).forEach(advanceRows::hold);
  }

  private static <T extends CreditSource> List<T> only(
      Class<T> kind, Collection<? extends CreditSource> credits) {
    return credits.stream().filter(kind::isInstance).map(kind::cast).distinct().toList();
  }

  private static <T, K extends CreditSource> Stream<K> sorted(List<T> all, Function<T, K> id) {
    return all.stream().map(id).sorted(Comparator.comparing(CreditSource::value));
  }
}
