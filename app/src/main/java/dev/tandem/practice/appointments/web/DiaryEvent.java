package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.DiaryEntry;
import dev.tandem.shared.Money;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as the calendar script draws it; times on the practice's wall clock.
 *
 * @param due what is left to pay of its invoice, as people write it; null where nothing is
 */
record DiaryEvent(
    String id,
    LocalDateTime start,
    LocalDateTime end,
    String client,
    String service,
    String reason,
    String practitioner,
    String practitionerName,
    String location,
    String locationName,
    String colour,
    String status,
    String billing,
    @Nullable String due,
    @Nullable String invoice) {

  static DiaryEvent of(DiaryEntry it) {
    return new DiaryEvent(
        it.id().toString(),
        it.start(),
        it.end(),
        it.clientName(),
        it.service().name(),
        it.appointment().reason(),
        it.practitioner().id().toString(),
        it.practitioner().name(),
        it.location().id().toString(),
        it.location().name(),
        it.location().colour(),
        it.appointment().status().name(),
        it.appointment().billing().name(),
        due(it.appointment().due()),
        it.appointment().invoice() == null ? null : it.appointment().invoice().toString());
  }

  private static @Nullable String due(@Nullable Money it) {
    return it == null ? null : Money.text(it.amount(), it.currency());
  }
}
