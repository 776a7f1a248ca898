package dev.tandem.practice.appointments;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PractitionerId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which appointments to show; an empty set means all. */
public record DiaryFilter(Set<LocationId> locations, Set<PractitionerId> practitioners) {

  public static final DiaryFilter ALL = new DiaryFilter(Set.of(), Set.of());

  /** Everything at one location, or everything. */
  public static DiaryFilter at(@Nullable LocationView place) {
    return place == null ? ALL : new DiaryFilter(Set.of(place.id()), Set.of());
  }

  public DiaryFilter {
    locations = Set.copyOf(locations);
    practitioners = Set.copyOf(practitioners);
  }

  boolean shows(AppointmentView it) {
    return (locations.isEmpty() || locations.contains(it.slot().location()))
        && (practitioners.isEmpty() || practitioners.contains(it.slot().practitioner()));
  }
}
