package dev.tandem.practice.billing;

import dev.tandem.practice.setup.LocationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which currencies the ledger's books take invoices in. */
public interface InvoiceCurrencies {

  /** Where nothing is known of a ledger. */
  InvoiceCurrencies NONE = _ -> Optional.empty();

  /**
   * Those of the books that the location's invoices go to; empty where nothing is known of them.
   *
   * @param location where it is earned; null of no location
   */
  Optional<Kept> at(@Nullable LocationId location);

  /**
   * @param books for people: whose they are
   * @param base the currency in which they are kept
   * @param choices the base first
   */
  record Kept(String books, String base, List<Choice> choices) {

    public boolean has(String code) {
      return choices.stream().anyMatch(it -> it.code().equals(code));
    }
  }

  /**
   * @param code ISO 4217
   * @param name for people
   */
  record Choice(String code, String name) {}
}
