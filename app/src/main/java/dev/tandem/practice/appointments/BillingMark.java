package dev.tandem.practice.appointments;

/** What billing has said of an appointment's invoice; the diary shows it without asking again. */
public enum BillingMark {
  /** No invoice that stands charges for it. */
  NONE("Not invoiced"),
  DRAFT("Draft invoice"),
  DUE("Invoiced"),
  /** Only shown, never noted: see {@link InvoicesNow}. */
  PART_PAID("Part paid"),
  /** Only shown, never noted: the calendar makes it so. */
  OVERDUE("Overdue"),
  PAID("Paid");

  private final String label;

  BillingMark(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
