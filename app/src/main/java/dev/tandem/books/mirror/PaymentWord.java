package dev.tandem.books.mirror;

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
}
