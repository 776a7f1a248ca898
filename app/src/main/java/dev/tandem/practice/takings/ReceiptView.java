package dev.tandem.practice.takings;

import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payments that reach the bank as one sum.
 *
 * @param chain the first of those that were made one in place of the other; its own id if none was
 * @param bankedOn with which date it goes to the ledger: its day's, unless that was closed there
 * @param place as {@link Deposits.Place#key}
 * @param members all that it was made of, each on another invoice; also those that were removed
 *     since
 */
public record ReceiptView(
    ReceiptId id,
    CloseId close,
    UUID chain,
    LocalDate day,
    LocalDate bankedOn,
    PaymentMethod method,
    String place,
    String placeName,
    State state,
    Instant madeAt,
    List<Member> members) {

  /** Whether it counts. */
  public enum State {
    WANTED,
    /** It never went. */
    WITHDRAWN,
    /** Another was made in its place, or nothing is left of it. */
    REPLACED
  }

  /**
   * One payment of it.
   *
   * @param number the invoice's
   * @param free set free of it: the ledger lost the invoice that it paid, so what becomes of the
   *     receipt does not concern it; the bank has it all the same
   */
  public record Member(
      PaymentView payment, @Nullable String number, InvoiceStatus invoice, boolean free) {

    /** An invoice that was voided takes no money any more. */
    boolean counts() {
      return !payment.removed() && invoice != InvoiceStatus.VOIDED;
    }
  }

  /** Those that count. */
  public List<Member> standing() {
    return members.stream().filter(Member::counts).toList();
  }

  /** Those of which it decides. */
  public List<Member> bound() {
    return members.stream().filter(it -> !it.free()).toList();
  }

  /** Whether it belongs in the ledger. */
  public boolean wanted() {
    return state == State.WANTED && members.stream().anyMatch(Member::counts);
  }

  /** What the bank will show, in the practice's currency. */
  public BigDecimal total() {
    return standing().stream()
        .map(it -> it.payment().amount())
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** With what was taken out here: what a ledger has that has not deleted it yet. */
  public BigDecimal whole() {
    return members.stream()
        .map(it -> it.payment().amount())
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** Whether all of it was taken back in the ledger. */
  public boolean goneThere() {
    return state == State.WANTED
        && !bound().isEmpty()
        && bound().stream().allMatch(it -> it.payment().removed());
  }
}
