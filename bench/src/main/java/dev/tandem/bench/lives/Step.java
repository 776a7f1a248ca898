package dev.tandem.bench.lives;

import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteView;
import java.math.BigDecimal;
import java.util.List;

/** What people do with an invoice, each when its page offers it. */
enum Step {
  APPROVE(3),
  REWRITE(3),
  REFER(2),
  PAY(3),
  PAY_A_PART(4),
  TAKE_BACK(3),
  CREDIT_ALL(2),
  CREDIT_A_PART(4),
  WRITE_OFF(2),
  CORRECT(3),
  GIVE_BACK(2),
  USE_CREDIT(3),
  TAKE_CREDIT_OFF(2),
  VOID_CREDIT(3),
  TAKE_DEPOSIT(2),
  OVERPAY(2),
  USE_DEPOSIT(4),
  TAKE_DEPOSIT_OFF(3),
  GIVE_DEPOSIT_BACK(2),
  REMOVE_DEPOSIT(4),
  VOID(3);

  private final int weight;

  Step(int weight) {
    this.weight = weight;
  }

  /** How often it is taken, beside the others that are offered. */
  int weight() {
    return weight;
  }

  /** An invoice, the credit notes for it and its payer's deposits. */
  record At(InvoiceView invoice, List<CreditNoteView> notes, List<AdvanceView> advances) {

    boolean draft() {
      return invoice.status() == InvoiceStatus.DRAFT;
    }

    boolean stands() {
      return invoice.status() == InvoiceStatus.APPROVED || invoice.status() == InvoiceStatus.PAID;
    }

    boolean settling() {
      return invoice.paid().signum() != 0 || invoice.credited().signum() != 0;
    }

    boolean owed() {
      return invoice.status() == InvoiceStatus.APPROVED && invoice.due().signum() > 0;
    }

    /** Credit notes that still count. */
    List<CreditNoteView> standing() {
      return notes.stream().filter(it -> it.stands() && it.invoice().equals(invoice.id())).toList();
    }

    /** What of its credit notes settles it and was put there here. */
    List<AllocationView> used() {
      return standing().stream()
          .flatMap(it -> it.allocations().stream())
          .filter(it -> !it.removed() && !it.fromLedger() && invoice.id().equals(it.invoice()))
          .toList();
    }

    /** What of the client's deposits settles it and was put there here. */
    List<AllocationView> drawn() {
      return advances.stream()
          .flatMap(it -> it.allocations().stream())
          .filter(it -> !it.removed() && !it.fromLedger() && invoice.id().equals(it.invoice()))
          .toList();
    }

    boolean anyLeft() {
      return advances.stream().anyMatch(it -> it.remaining().signum() > 0);
    }

    /** What is not credited yet. */
    BigDecimal creditable() {
      return standing().stream()
          .map(CreditNoteView::total)
          .reduce(invoice.total(), BigDecimal::subtract);
    }

    /** All that people can see of it, without what only the ledger's answers change. */
    String picture() {
      var text = new StringBuilder();
      text.append(invoice.status()).append(' ').append(invoice.number());
      text.append(' ').append(invoice.seen());
      text.append(' ').append(plain(invoice.total())).append(' ').append(plain(invoice.due()));
      invoice
          .payments()
          .forEach(it -> text.append(' ').append(it.id()).append(it.removed() ? '-' : '+'));
      for (CreditNoteView it : notes) {
        text.append(' ').append(it.number()).append(it.status()).append(plain(it.remaining()));
      }
      for (AdvanceView it : advances) {
        text.append(' ').append(it.id()).append(it.removed()).append(plain(it.remaining()));
      }
      return text.toString();
    }

    private static String plain(BigDecimal amount) {
      return amount.toPlainString();
    }
  }

  boolean offered(At at) {
    return switch (this) {
      case APPROVE -> at.draft();
      case REWRITE -> at.draft() || at.stands() && !at.settling() && at.standing().isEmpty();
      case REFER -> at.draft() || at.stands();
      case PAY, PAY_A_PART -> at.owed();
      case TAKE_BACK -> at.invoice().standingPayments().stream().anyMatch(it -> !it.fromLedger());
      case CREDIT_ALL -> at.stands() && at.standing().isEmpty();
      case CREDIT_A_PART -> at.stands() && at.creditable().signum() > 0;
      case WRITE_OFF -> at.stands() && at.invoice().due().signum() > 0;
      case CORRECT -> at.stands() && at.settling() && at.standing().isEmpty();
      case GIVE_BACK -> at.standing().stream().anyMatch(it -> it.remaining().signum() > 0);
      case USE_CREDIT ->
          at.owed() && at.standing().stream().anyMatch(it -> it.remaining().signum() > 0);
      case TAKE_CREDIT_OFF -> !at.used().isEmpty();
      case VOID_CREDIT -> at.standing().stream().anyMatch(it -> it.refunded().signum() == 0);
      case TAKE_DEPOSIT -> true;
      case OVERPAY -> at.owed();
      case USE_DEPOSIT -> at.owed() && at.anyLeft();
      case TAKE_DEPOSIT_OFF -> !at.drawn().isEmpty();
      case GIVE_DEPOSIT_BACK -> at.anyLeft();
      case REMOVE_DEPOSIT ->
          at.advances().stream()
              .anyMatch(
                  it ->
                      !it.removed()
                          && !it.fromLedger()
                          && it.ledgerId() == null
                          && it.allocated().signum() == 0
                          && it.refunds().isEmpty());
      case VOID -> at.draft() || at.stands() && !at.settling() && at.standing().isEmpty();
    };
  }
}
