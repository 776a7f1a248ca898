package dev.tandem.books.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money that moved through a bank account, as the ledger shows it.
 *
 * @param type in the ledger's own words: {@code SPEND}, {@code RECEIVE-PREPAYMENT}
 * @param contact the name of whom it went to or came from; empty if none is told
 * @param account the name of the bank account
 * @param status in the ledger's own words
 * @param total never below zero: the type tells the direction
 */
public record LedgerMovement(
    String id,
    String type,
    String contact,
    String account,
    @Nullable LocalDate date,
    String status,
    boolean reconciled,
    String reference,
    String currency,
    BigDecimal total,
    List<Line> lines) {

  /** One line of it. */
  public record Line(
      String description,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal unitAmount,
      String account,
      String taxType,
      @Nullable BigDecimal amount) {}

  /**
   * A page of them.
   *
   * @param more whether there is another
   */
  public record Page(List<LedgerMovement> movements, boolean more) {}

  /** Whether it came in. */
  public boolean in() {
    return type.startsWith("RECEIVE");
  }

  /** What it was, for people; the ledger's own word where it has a new one. */
  public String what() {
    return switch (type) {
      case "SPEND" -> "Spent";
      case "SPEND-OVERPAYMENT" -> "Paid too much";
      case "SPEND-PREPAYMENT" -> "Paid in advance";
      case "SPEND-TRANSFER" -> "Moved to another account";
      case "RECEIVE" -> "Received";
      case "RECEIVE-OVERPAYMENT" -> "Received too much";
      case "RECEIVE-PREPAYMENT" -> "Received in advance";
      case "RECEIVE-TRANSFER" -> "Moved from another account";
      default -> type;
    };
  }

  /** How it stands, for people; the ledger's own word where it has a new one. */
  public String standing() {
    return switch (status) {
      case "AUTHORISED" -> reconciled ? "Reconciled" : "Not reconciled";
      case "DELETED", "VOIDED" -> "Removed";
      default -> status;
    };
  }

  /** May be personal. */
  @Override
  public String toString() {
    return "LedgerMovement[" + id + "]";
  }
}
