package dev.tandem.staff;

import java.util.UUID;

/** Names one staff member. */
public record StaffId(UUID value) {

  public static StaffId of(String text) {
    return new StaffId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
