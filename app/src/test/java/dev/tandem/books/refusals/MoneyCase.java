package dev.tandem.books.refusals;

import dev.tandem.shared.RecordRef;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One way in which money is refused, from its cause to both sides being the same again.
 *
 * @param entry of the catalogue
 * @param kind of record that is refused, and what it is about where one entry has several cases
 * @param because why it is proved in this way
 * @param provoke ends with the record that Xero refused
 * @param mend by the button that the refusal shows
 */
record MoneyCase(
    String entry,
    String kind,
    Proof proof,
    String because,
    Function<MoneyRefusalScene, RecordRef> provoke,
    BiConsumer<MoneyRefusalScene, RecordRef> mend) {

  @Override
  public String toString() {
    return "%s of %s: %s".formatted(entry, kind, proof);
  }
}
