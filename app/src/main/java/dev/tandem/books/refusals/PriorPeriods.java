package dev.tandem.books.refusals;

import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.GoneDocuments;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.SendNow;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WholeDocuments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits because its day lies in a period that is closed over there, and what can become of it:
 * it moves to an open day, it is left out with a reason, or it waits.
 */
@Component
@Transactional
public class PriorPeriods {

  private static final int LONGEST_REASON = 200;

  private final HeldAlike held;
  private final ClosedPeriods closed;
  private final Billing billing;
  private final DatedRecords dated;
  private final LeftOut leftOut;
  private final Takings takings;
  private final SendNow sending;
  private final Outbox outbox;
  private final ReferenceWishes wishes;
  private final UnsentCredits unsent;
  private final Keeping keeping;
  private final GoneDocuments gone;
  private final WholeDocuments documents;

  PriorPeriods(
      HeldAlike held,
      ClosedPeriods closed,
      Billing billing,
      DatedRecords dated,
      LeftOut leftOut,
      Takings takings,
      SendNow sending,
      Outbox outbox,
      ReferenceWishes wishes,
      UnsentCredits unsent,
      Keeping keeping,
      GoneDocuments gone,
      WholeDocuments documents) {
    this.documents = documents;
    this.gone = gone;
    this.keeping = keeping;
    this.unsent = unsent;
    this.wishes = wishes;
    this.held = held;
    this.closed = closed;
    this.billing = billing;
    this.dated = dated;
    this.leftOut = leftOut;
    this.takings = takings;
    this.sending = sending;
    this.outbox = outbox;
  }

  /**
   * One that waits.
   *
   * @param tenant the organisation whose books are closed
   * @param firstOpen the first day that the organisation's books take; null if unknown
   * @param movable it was never over there: what is there in a closed period stays as it is
   * @param mayStayOut it can be left out, with what belongs to it
   * @param keepable it was taken back here and stands over there: it can stand here again
   */
  public record Waiting(
      RecordRef record,
      UUID tenant,
      LocalDate date,
      @Nullable LocalDate due,
      BigDecimal amount,
      String currency,
      @Nullable LocalDate firstOpen,
      boolean movable,
      boolean mayStayOut,
      boolean keepable,
      String words) {

    /** Whether anything can become of it but to wait. */
    public boolean choosable() {
      return movable || keepable;
    }
  }

  /**
   * What a move would do.
   *
   * @param due of an invoice, afterwards
   * @param refused why it cannot be done; null if it can
   */
  public record Moved(
      Waiting waiting, LocalDate day, @Nullable LocalDate due, @Nullable String refused) {

    public boolean dueMoves() {
      return due != null && !due.equals(waiting.due());
    }
  }

  /** Those that wait longest first. */
  @Transactional(readOnly = true)
  public List<Waiting> waiting() {
    return held.of(null, Step.DATE).stream().flatMap(it -> waiting(it).stream()).toList();
  }

  private Optional<Waiting> waiting(Entry it) {
    String words = HeldAlike.words(it);
    LocalDate open = closed.firstOpen(it.tenant(), words).orElse(null);
    return dated
        .find(it.record())
        .map(
            at ->
                new Waiting(
                    it.record(),
                    it.tenant(),
                    at.date(),
                    at.due(),
                    at.amount(),
                    at.currency(),
                    open,
                    it.creation(),
                    it.creation() && DatedRecords.mayStayOut(it.record()),
                    !it.creation() && keeping.of(it.record()).isPresent(),
                    words));
  }

  /** What moving these to this day would do; nothing is done. */
  @Transactional(readOnly = true)
  public List<Moved> preview(Collection<RecordRef> records, LocalDate day) {
    return chosen(records).map(it -> preview(it, day)).toList();
  }

  private Stream<Waiting> chosen(Collection<RecordRef> records) {
    return waiting().stream().filter(it -> records.contains(it.record()));
  }

  private Moved preview(Waiting it, LocalDate day) {
    if (!it.movable()) {
      return new Moved(
          it,
          day,
          it.due(),
          "It is in Xero already, in the closed period, and stays as it is there.");
    }
    if (it.firstOpen() != null && day.isBefore(it.firstOpen())) {
      return new Moved(it, day, it.due(), "That day is closed, too.");
    }
    try {
      LocalDate due = dated.check(it.record(), day);
      return new Moved(it, day, due, null);
    } catch (Refused e) {
      return new Moved(it, day, it.due(), e.getMessage());
    } catch (InvalidInput e) {
      return new Moved(it, day, it.due(), String.join(". ", e.errors().values()) + ".");
    }
  }

  /**
   * Moves what can be moved; it goes again by itself.
   *
   * @return how many
   */
  public int move(Collection<RecordRef> records, LocalDate day) {
    documents.hold(records);
    List<RecordRef> moved = new ArrayList<>();
    for (Moved it : preview(records, day)) {
      if (it.refused() == null) {
        RecordRef record = it.waiting().record();
        dated.move(record, day);
        moved.add(record);
      }
    }
    outbox.tryAgain(moved);
    return moved.size();
  }

  /**
   * Keeps them out of the ledger, each with what belongs to it.
   *
   * @return how many
   * @throws InvalidInput without a reason
   */
  public int leaveOut(Collection<RecordRef> records, String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw new InvalidInput("reason", "Say why, in up to 200 characters.");
    }
    documents.hold(records);
    // An invoice takes its payments along, a credit what it settles: not looked for after it.
    List<RecordRef> all =
        chosen(records)
            .filter(Waiting::mayStayOut)
            .map(Waiting::record)
            .sorted(java.util.Comparator.comparing(it -> Kind.of(it.kind())))
            .toList();
    for (RecordRef it : all) {
      if (leftOut.of(it).isEmpty()) {
        leftOut.leave(it, why);
        bankWithout(it);
      }
    }
    return all.size();
  }

  /** Looks in the ledger whether what waits is still closed; what is not goes by itself. */
  public void lookAgain() {
    waiting().stream().map(Waiting::tenant).distinct().forEach(wishes::readNow);
  }

  /** The takings of a day go to the bank without what the ledger hears nothing of. */
  private void bankWithout(RecordRef left) {
    if (left.kind().equals(Kind.INVOICE.text())) {
      billing.find(new InvoiceId(left.id())).standingPayments().stream()
          .map(PaymentView::id)
          .filter(takings::keeps)
          .forEach(takings::leaveOut);
    }
  }

  /**
   * What the ledger had of it when it lost it, and what does not come back with it, in words; empty
   * if nothing.
   */
  @Transactional(readOnly = true)
  public String lost(RecordRef record) {
    return gone.lost(record);
  }

  /**
   * It goes after all, with what was paid, credited, used and given back of it meanwhile; not with
   * what is left out for a reason of its own.
   *
   * @return how many of its payments stay out
   */
  public int takeBack(RecordRef record) {
    documents.hold(List.of(record));
    List<RecordRef> back = new ArrayList<>(leftOut.takeBack(record));
    back.forEach(sending::mark);
    if (!back.isEmpty()) {
      unsent
          .ofCredit(record)
          .filter(it -> !back.contains(it))
          .toList()
          .forEach(
              it -> {
                sending.mark(it);
                back.add(it);
              });
    }
    if (!back.isEmpty() && record.kind().equals(Kind.INVOICE.text())) {
      var invoice = new InvoiceId(record.id());
      Stream.concat(
              billing.find(invoice).standingPayments().stream()
                  .filter(it -> !it.fromLedger() && it.ledgerId() == null)
                  .map(it -> new RecordRef(Kind.PAYMENT.text(), it.id().value())),
              unsent.of(invoice))
          .filter(it -> !back.contains(it))
          .toList()
          .forEach(
              it -> {
                sending.mark(it);
                back.add(it);
              });
    }
    // Whoever says so may know that the books were opened since we last looked.
    back.forEach(outbox::sendNow);
    return (int)
        back.stream()
            .filter(it -> it.kind().equals(Kind.PAYMENT.text()) && leftOut.of(it).isPresent())
            .count();
  }
}
