package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Priced;
import dev.tandem.practice.billing.Recoding;
import dev.tandem.practice.billing.Relabelling;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books lines of credit notes on other accounts or taxes, where the ledger does not take theirs.
 * What is credited stays: it settles an invoice, or was given back.
 */
@Component
@Transactional
public class Rebooking {

  private final CreditNotes whole;
  private final CreditNoteRepository notes;
  private final Billing billing;
  private final ApplicationEventPublisher events;

  Rebooking(
      CreditNotes whole,
      CreditNoteRepository notes,
      Billing billing,
      ApplicationEventPublisher events) {
    this.whole = whole;
    this.notes = notes;
    this.billing = billing;
    this.events = events;
  }

  /**
   * Looks whether it can be done.
   *
   * @return what it would come to: the same as now
   * @throws Refused if it cannot be done, as {@link #rebook}
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public BigDecimal rebooked(CreditNoteId id, List<Recoding> recodings) {
    return changed(whole.find(id), it -> Recoding.among(recodings, it)).total();
  }

  /**
   * Does it.
   *
   * @throws Refused if it is void, or the ledger has it, or it would come to another total
   */
  public void rebook(CreditNoteId id, List<Recoding> recodings) {
    store(id, it -> Recoding.among(recodings, it), "booked %s on another account or tax");
  }

  /**
   * Looks whether {@link #relabel} can be done.
   *
   * @throws Refused if it cannot
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public void checkRelabel(CreditNoteId id, Relabelling change) {
    changed(whole.find(id), change::on);
  }

  /**
   * Puts another item or tracking option on its lines, or none.
   *
   * @throws Refused if it is void, or the ledger has it
   */
  public void relabel(CreditNoteId id, Relabelling change) {
    store(id, change::on, "changed item or tracking of %s");
  }

  /** Those for these invoices that stand and that the ledger does not have yet. */
  @Transactional(readOnly = true)
  public List<CreditNoteView> unsent(Collection<InvoiceId> invoices) {
    return notes.of(invoices).stream().filter(it -> it.stands() && it.ledgerId() == null).toList();
  }

  /**
   * Books one that the ledger does not have yet as the books of another organisation want it, to
   * which its invoice goes instead. What is credited stays: where the new taxes would make another
   * sum of it, they stay as they are, and the ledger says then what it does not have.
   *
   * @param moved lines as they are booked there, as many as it is asked with and in their order
   * @param books for people: whose they are
   */
  public void follow(CreditNoteId id, UnaryOperator<List<LineDetails>> moved, String books) {
    CreditNoteView before = whole.hold(id);
    List<LineDetails> was = before.lines().stream().map(InvoiceLine::details).toList();
    List<LineDetails> now = moved.apply(was);
    Priced priced = Priced.of(now, before.lineAmounts());
    if (priced.totals().total().compareTo(before.total()) != 0) {
      priced = Priced.of(LineDetails.withTaxesOf(was, now), before.lineAmounts());
    }
    if (!priced.lines().equals(before.lines())) {
      notes.store(before.booked(priced));
      billing.credit(
          before.invoice(),
          BigDecimal.ZERO,
          "credit-recoded",
          "booked %s as %s has it mapped".formatted(before.number(), books));
      events.publishEvent(new CreditNoteIssued(before.id(), before.invoice()));
    }
  }

  private void store(CreditNoteId id, UnaryOperator<LineDetails> change, String told) {
    CreditNoteView before = whole.hold(id);
    CreditNoteView after = changed(before, change);
    if (after.lines().equals(before.lines())) {
      return;
    }
    notes.store(after);
    billing.credit(
        before.invoice(), BigDecimal.ZERO, "credit-recoded", told.formatted(before.number()));
    events.publishEvent(new CreditNoteIssued(id, before.invoice()));
  }

  private static CreditNoteView changed(CreditNoteView it, UnaryOperator<LineDetails> change) {
    if (!it.stands() || it.ledgerId() != null) {
      throw new Refused(
          "Only a credit note that the ledger does not have yet, and that is not void, can be booked elsewhere.");
    }
    List<LineDetails> lines =
        it.lines().stream().map(line -> change.apply(line.details())).toList();
    Map<String, String> errors = new LinkedHashMap<>();
    Priced.check(lines, it.lineAmounts(), errors);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    Priced priced = Priced.of(lines, it.lineAmounts());
    if (priced.totals().total().compareTo(it.total()) != 0) {
      throw new Refused(
          "With this tax %s comes to another amount, and what it credits is settled. Choose a tax of the same percentage."
              .formatted(it.number()));
    }
    return it.booked(priced);
  }
}
