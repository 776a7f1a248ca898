package dev.tandem.books.mirror;

import java.util.UUID;

/**
 * The word in a receipt's reference by which it is found again: {@code R-} and ten characters from
 * the id's random bits. Xero: New Zealand's references have room for twelve.
 */
final class ReceiptWord {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 10;

  private ReceiptWord() {}

  static String of(UUID id) {
    long bits = id.getLeastSignificantBits();
    var word = new StringBuilder("R-");
    for (int i = 0; i < LENGTH; i++) {
      word.append(ALPHABET.charAt((int) (bits & 31)));
      bits >>>= 5;
    }
    return word.toString();
  }
}
