package dev.tandem.shared;

import java.util.UUID;

/**
 * Points at one of our records without knowing its module.
 *
 * @param kind the word for it, in the singular: {@code client}, {@code invoice}, {@code payment},
 *     {@code appointment}
 */
public record RecordRef(String kind, UUID id) {

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
