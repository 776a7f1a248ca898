package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.DiaryFilter;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.PractitionerView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.SignedIn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the address says about whom to show. Null is nothing said: then the person's own location
 * counts, and a week shows one practitioner, since six abreast cannot be read. An empty set is
 * said: everybody.
 */
record DiaryWish(@Nullable Set<LocationId> locations, @Nullable Set<PractitionerId> practitioners) {

  DiaryFilter filter(boolean week, Setup setup, SignedIn me) {
    return new DiaryFilter(
        locations != null ? locations : hereFor(setup, me),
        practitioners != null ? practitioners : week ? oneOf(setup.practitioners(), me) : Set.of());
  }

  private static Set<LocationId> hereFor(Setup setup, SignedIn me) {
    return me.staff() == null
        ? Set.of()
        : Set.copyOf(setup.workingAt(me.staff()).map(LocationView::id).stream().toList());
  }

  /** The practitioner who is asking, or else the first. */
  private static Set<PractitionerId> oneOf(List<PractitionerView> all, SignedIn me) {
    return all.stream()
        .filter(it -> it.staff() != null && it.staff().equals(me.staff()))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(it -> Set.of(it.id()))
        .orElse(Set.of());
  }
}
