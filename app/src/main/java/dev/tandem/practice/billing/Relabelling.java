package dev.tandem.practice.billing;

import org.jspecify.annotations.Nullable;

/** Another item or tracking option in the place of one, or none; what a line costs stays. */
public sealed interface Relabelling {

  /** The line with it; itself if it does not carry what is replaced. */
  LineDetails on(LineDetails line);

  /**
   * One of the ledger's items.
   *
   * @param to empty for none
   */
  record Item(String from, String to) implements Relabelling {

    @Override
    public LineDetails on(LineDetails line) {
      return line.withItem(from, to);
    }
  }

  /**
   * One of the ledger's tracking options.
   *
   * @param from its id or, where none is known, its name
   * @param to null for none
   */
  record Option(String from, @Nullable Tracking to) implements Relabelling {

    @Override
    public LineDetails on(LineDetails line) {
      return line.withOption(from, to);
    }
  }
}
