package dev.tandem.practice.notices;

import dev.tandem.staff.Permission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice as it stands.
 *
 * @param revision raised with each change of its text; 1 is the first
 * @param changedAt when its text was last changed, also by its end
 * @param endedAt when what it is about was over; null while it is open
 */
public record NoticeView(
    NoticeId id,
    String cause,
    Permission concerns,
    String title,
    String text,
    String path,
    int revision,
    Instant raisedAt,
    Instant changedAt,
    @Nullable Instant endedAt) {

  public boolean open() {
    return endedAt == null;
  }
}
