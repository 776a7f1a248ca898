package dev.tandem.books.lane;

import java.util.List;
import java.util.stream.Stream;

/** For what a call is spent, for the budget: what pushing costs and what reading costs apart. */
public enum Job {
  PUSH_CLIENTS("push clients", "Sending clients"),
  PUSH_INVOICES("push invoices", "Sending invoices"),
  PUSH_PAYMENTS("push payments", "Sending payments"),
  PUSH_CREDITS("push credits", "Sending credit notes, deposits, what they settle and refunds"),
  READ_BACK("read back", "Looking before and after sending"),
  FETCH("fetch", "Fetching what Xero told us of"),
  CHANGED_SINCE("changed since", "Asking what changed"),
  WHOLE_PASS("whole pass", "Comparing everything once a night"),
  REFERENCE("reference", "Accounts and tax rates"),
  PLAN("plan", "Reading for the plan"),
  RESTORE("restore", "Looking for what a restore lost"),
  PAPER("paper", "E-mails, PDFs and links of invoices"),
  CHECK("check", "Checks and probes"),
  OTHER("other", "Everything else");

  private static final List<String> CREDITS =
      List.of("credit notes", "deposits", "allocations", "refunds");

  private final String text;
  private final String title;

  Job(String text, String title) {
    this.text = text;
    this.title = title;
  }

  /** As it is stored and filtered by. */
  public String text() {
    return text;
  }

  /** Whether it carries our changes. */
  boolean sends() {
    return this == PUSH_CLIENTS
        || this == PUSH_INVOICES
        || this == PUSH_PAYMENTS
        || this == PUSH_CREDITS;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Unknown ones, of a later version, are the rest. */
  public static Job of(String text) {
    return Stream.of(values()).filter(it -> it.text.equals(text)).findFirst().orElse(OTHER);
  }

  /**
   * Told by what a call does. A reading in a push's turn serves the push: Xero offers no guard, so
   * what changed is read right before an update, and an unknown outcome is looked up after it.
   */
  static Job of(LaneClass kind, String name, boolean push) {
    if (name.startsWith("check") || name.equals("probe")) {
      return CHECK;
    }
    if (name.startsWith("paper")) {
      return PAPER;
    }
    if (name.startsWith("plan")) {
      return PLAN;
    }
    if (name.startsWith("look for lost")) {
      return RESTORE;
    }
    if (name.startsWith("list all")) {
      return WHOLE_PASS;
    }
    if (push && CREDITS.stream().anyMatch(name::endsWith)) {
      return PUSH_CREDITS;
    }
    if (push) {
      return List.of(PUSH_CLIENTS, PUSH_INVOICES, PUSH_PAYMENTS).stream()
          .filter(it -> name.endsWith(it.text.substring("push".length())))
          .findFirst()
          .orElse(OTHER);
    }
    return switch (kind) {
      case PUSH -> READ_BACK;
      case PULL -> name.startsWith("changed") ? CHANGED_SINCE : FETCH;
      case PERSON -> name.startsWith("fetch") ? FETCH : READ_BACK;
      case SWEEP ->
          name.startsWith("changed") ? CHANGED_SINCE : name.startsWith("fetch") ? FETCH : REFERENCE;
    };
  }
}
