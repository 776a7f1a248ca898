package dev.tandem.books.mirror;

import dev.tandem.shared.Ids;
import java.time.Clock;
import java.util.UUID;

/**
 * The word in a payment's reference by which it is found again: nothing else of a payment is
 * unique. {@code T-} and twelve characters from the id's random bits.
 */
final class PaymentWord {

  // Without the letters that are mistaken for others when somebody reads them out.
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;

  private PaymentWord() {}

  static String of(UUID id) {
    long bits = id.getLeastSignificantBits();
    var word = new StringBuilder("T-");
    for (int i = 0; i < LENGTH; i++) {
      word.append(ALPHABET.charAt((int) (bits & 31)));
      bits >>>= 5;
    }
    return word.toString();
  }

  /** An id that this word fits, for a payment whose own is not known any more. */
  static UUID idFor(String word, Clock clock) {
    long bits = 0;
    for (int i = LENGTH - 1; i >= 0; i--) {
      bits = bits << 5 | ALPHABET.indexOf(word.charAt(i + 2)) & 31;
    }
    UUID fresh = Ids.next(clock);
    long told = (1L << 5 * LENGTH) - 1;
    return new UUID(
        fresh.getMostSignificantBits(), fresh.getLeastSignificantBits() & ~told | bits & told);
  }
}
