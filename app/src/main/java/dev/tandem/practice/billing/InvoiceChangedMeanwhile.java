package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;

/** What the page was drawn from is not what is there: somebody was quicker, or its own writer. */
public class InvoiceChangedMeanwhile extends Refused {

  private final String name;

  InvoiceChangedMeanwhile(String name) {
    super(
        name
            + " was changed meanwhile, so nothing was saved. Your version is below; look at the"
            + " invoice first, for saving now replaces what it says.");
    this.name = name;
  }

  /** The page on which it was written was sent again and says something else. */
  InvoiceChangedMeanwhile(Invoice written) {
    super(
        "%s was written from this page already, so nothing more was saved. It is over %s %s, due on %s, and %s. %s"
            .formatted(
                written.name(),
                written.totals().total().toPlainString(),
                written.currency(),
                written.details().dueDate(),
                standing(written.status()),
                written.status() == InvoiceStatus.VOIDED
                    ? "To write another, open the page anew."
                    : "Your version is below; look at the invoice first, for saving now replaces what it says."));
    this.name = written.name();
  }

  /** Its number, or that it is a draft. */
  public String name() {
    return name;
  }

  private static String standing(InvoiceStatus status) {
    return switch (status) {
      case DRAFT -> "a draft";
      case APPROVED -> "approved";
      case PAID -> "paid";
      case VOIDED -> "void";
    };
  }
}
