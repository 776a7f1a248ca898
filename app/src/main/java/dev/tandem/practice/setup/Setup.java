package dev.tandem.practice.setup;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Refused;
import dev.tandem.staff.StaffId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the current practice is arranged. Lists hold what is in use; archived ones are still found by
 * id, because old appointments and invoices name them.
 */
@Component
@Transactional
public class Setup {

  private final ProfileRepository profiles;
  private final LocationRepository locations;
  private final PractitionerRepository practitioners;
  private final ServiceRepository services;
  private final Opening opening;

  Setup(
      ProfileRepository profiles,
      LocationRepository locations,
      PractitionerRepository practitioners,
      ServiceRepository services,
      Opening opening) {
    this.profiles = profiles;
    this.locations = locations;
    this.practitioners = practitioners;
    this.services = services;
    this.opening = opening;
  }

  /** Opens a practice with the usual preferences. Call it outside of any practice. */
  @Transactional(propagation = Propagation.NEVER)
  public PracticeId open(NewPractice practice) {
    return opening.open(practice);
  }

  /**
   * The practice that somebody at the command line means.
   *
   * @throws Refused if there is none of that name or id, or more than one
   */
  @Transactional(transactionManager = "houseTransactions", readOnly = true)
  public PracticeId named(String nameOrId) {
    List<PracticeId> found = profiles.named(nameOrId);
    if (found.size() != 1) {
      throw new Refused(
          found.isEmpty()
              ? "There is no practice “" + nameOrId + "”"
              : "Several practices are called “" + nameOrId + "”: give the id");
    }
    return found.getFirst();
  }

  /** Whether this installation serves more than one practice. */
  @Transactional(transactionManager = "houseTransactions", readOnly = true)
  public boolean isShared() {
    return profiles.several();
  }

  @Transactional(readOnly = true)
  public PracticeProfile practice() {
    return profiles.current();
  }

  @Transactional(readOnly = true)
  public Words words() {
    return profiles.current().words();
  }

  /** Takes name, kind, country and zone; id and currency stay. */
  public void change(PracticeProfile profile) {
    profiles.change(profile);
  }

  @Transactional(readOnly = true)
  public Preferences preferences() {
    return profiles.preferences();
  }

  public void change(Preferences preferences) {
    profiles.change(preferences);
  }

  @Transactional(readOnly = true)
  public List<LocationView> locations() {
    return locations.inUse();
  }

  @Transactional(readOnly = true)
  public List<LocationView> archivedLocations() {
    return locations.archived();
  }

  @Transactional(readOnly = true)
  public LocationView location(LocationId id) {
    return locations.find(id);
  }

  /** The location in use that this person chose to work at; empty for all of them. */
  @Transactional(readOnly = true)
  public Optional<LocationView> workingAt(StaffId staff) {
    return locations.workingAt(staff);
  }

  /** Remembers it until they choose again. */
  public void workAt(StaffId staff, @Nullable LocationId location) {
    locations.workAt(staff, location);
  }

  public LocationId add(LocationDetails details) {
    return locations.add(details);
  }

  public void change(LocationId id, LocationDetails details) {
    locations.change(id, details);
  }

  public void archive(LocationId id) {
    locations.archive(id);
  }

  public void restore(LocationId id) {
    locations.restore(id);
  }

  @Transactional(readOnly = true)
  public List<PractitionerView> practitioners() {
    return practitioners.inUse();
  }

  @Transactional(readOnly = true)
  public List<PractitionerView> archivedPractitioners() {
    return practitioners.archived();
  }

  @Transactional(readOnly = true)
  public PractitionerView practitioner(PractitionerId id) {
    return practitioners.find(id);
  }

  public PractitionerId add(PractitionerDetails details) {
    return practitioners.add(details);
  }

  public void change(PractitionerId id, PractitionerDetails details) {
    practitioners.change(id, details);
  }

  public void archive(PractitionerId id) {
    practitioners.archive(id);
  }

  public void restore(PractitionerId id) {
    practitioners.restore(id);
  }

  @Transactional(readOnly = true)
  public List<ServiceView> services() {
    return services.inUse();
  }

  @Transactional(readOnly = true)
  public List<ServiceView> archivedServices() {
    return services.archived();
  }

  @Transactional(readOnly = true)
  public ServiceView service(ServiceId id) {
    return services.find(id);
  }

  public ServiceId add(ServiceDetails details) {
    return services.add(details);
  }

  public void change(ServiceId id, ServiceDetails details) {
    services.change(id, details);
  }

  public void archive(ServiceId id) {
    services.archive(id);
  }

  public void restore(ServiceId id) {
    services.restore(id);
  }
}
