package dev.tandem.practice.notices;

import java.util.UUID;

/** Names one notice. */
public record NoticeId(UUID value) {

  public static NoticeId of(String text) {
    return new NoticeId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
