package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Xero: money in or out, plain or leaving a credit behind. Transfers can be read, not written. */
enum BankTransactionType {
  SPEND(null),
  RECEIVE(null),
  SPEND_OVERPAYMENT(Kind.OVERPAYMENT),
  RECEIVE_OVERPAYMENT(Kind.OVERPAYMENT),
  SPEND_PREPAYMENT(Kind.PREPAYMENT),
  RECEIVE_PREPAYMENT(Kind.PREPAYMENT),
  SPEND_TRANSFER(null),
  RECEIVE_TRANSFER(null);

  private final @Nullable Kind credit;

  BankTransactionType(@Nullable Kind credit) {
    this.credit = credit;
  }

  static Optional<BankTransactionType> named(String text) {
    return Stream.of(values()).filter(each -> each.key().equals(text)).findFirst();
  }

  /** As Xero spells it: {@code RECEIVE-OVERPAYMENT}. */
  String key() {
    return name().replace('_', '-');
  }

  /** The kind of credit that it leaves with the contact. */
  Optional<Kind> credit() {
    return Optional.ofNullable(credit);
  }

  boolean plain() {
    return this == SPEND || this == RECEIVE;
  }

  boolean transfer() {
    return this == SPEND_TRANSFER || this == RECEIVE_TRANSFER;
  }

  boolean overpayment() {
    return credit == Kind.OVERPAYMENT;
  }

  boolean moneyIn() {
    return name().startsWith("RECEIVE");
  }

  /** The system account that an overpayment stays in: receivable or payable. */
  String controlAccount() {
    return moneyIn() ? "DEBTORS" : "CREDITORS";
  }
}
