package dev.tandem.bench.lives;

import dev.tandem.practice.billing.InvoiceId;
import java.util.ArrayList;
import java.util.List;

/** An invoice, those that corrections of it made, and what became of them. */
final class Life {

  private final List<InvoiceId> invoices = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  Life(InvoiceId first) {
    invoices.add(first);
  }

  List<InvoiceId> invoices() {
    return invoices;
  }

  void also(InvoiceId it) {
    if (!invoices.contains(it)) {
      invoices.add(it);
    }
  }

  void note(String what) {
    story.add(what);
  }

  /** What became of it, each on a line of its own. */
  @Override
  public String toString() {
    return "\n      " + String.join("\n      ", story);
  }
}
