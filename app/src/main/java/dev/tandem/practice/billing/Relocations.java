package dev.tandem.practice.billing;

import dev.tandem.practice.setup.LocationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of an invoice's lines when the invoice is earned elsewhere. */
public interface Relocations {

  /** Where nothing is known of a ledger. */
  Relocations NONE =
      new Relocations() {
        @Override
        public void hold(InvoiceId invoice) {}

        @Override
        public Optional<Moved> of(
            InvoiceView before, @Nullable LocationId to, List<LineDetails> lines) {
          return Optional.empty();
        }
      };

  /**
   * From now on until the transaction ends nothing of the invoice leaves: what {@link #of} says
   * then is so when it is done, too. The caller holds the invoice.
   */
  void hold(InvoiceId invoice);

  /**
   * Asked before it is done; the same answer until mapping or invoice change.
   *
   * @param before the invoice as it stands
   * @param to where it shall be earned; null for nowhere in particular
   * @param lines as they are written
   * @return empty if it is in other books already, or if the lines stay as they are
   */
  Optional<Moved> of(InvoiceView before, @Nullable LocationId to, List<LineDetails> lines);

  /**
   * Lines as they are mapped for another location.
   *
   * @param books for people: of which other organisation; empty if it stays in the same books
   * @param lines as many as were asked for, in their order
   */
  record Moved(String books, List<LineDetails> lines) {

    public boolean elsewhere() {
      return !books.isEmpty();
    }

    /** Stands for what was shown, to be sure that the same is done. */
    public String shown() {
      return Integer.toHexString((books + lines).hashCode());
    }
  }
}
