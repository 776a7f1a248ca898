package dev.tandem.practice.credits;

import java.util.UUID;

/** Names one credit note. */
public record CreditNoteId(UUID value) implements CreditSource {

  public static CreditNoteId of(String text) {
    return new CreditNoteId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
