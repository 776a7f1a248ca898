package dev.tandem.books.connection;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether everything that is made here has books to go to. */
@Component
class PlacesExamination implements Examination {

  private static final String TITLE = "Where invoices go";

  private final Bindings bindings;
  private final LocationOrganisations locations;
  private final Setup setup;

  PlacesExamination(Bindings bindings, LocationOrganisations locations, Setup setup) {
    this.bindings = bindings;
    this.locations = locations;
    this.setup = setup;
  }

  @Override
  public Chapter chapter() {
    return Chapter.LEDGER;
  }

  @Override
  public boolean ofPractice() {
    return true;
  }

  @Override
  public List<Finding> examine() {
    List<Binding> living = bindings.all().stream().filter(PlacesExamination::lives).toList();
    if (living.isEmpty()) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    if (living.stream().noneMatch(Binding::main)) {
      findings.add(
          Finding.wrong(
              TITLE,
              "No connected organisation is the main one: new invoices without an organisation of"
                  + " their own wait.",
              "On the Ledger page, make one the main organisation, or connect the former again."));
    }
    for (Map.Entry<LocationId, BindingId> it : locations.all().entrySet()) {
      Binding named = bindings.find(it.getValue());
      if (!lives(named)) {
        String location = setup.location(it.getKey()).name();
        findings.add(
            Finding.wrong(
                TITLE,
                "Invoices of %s wait for %s, which is disconnected."
                    .formatted(location, named.organisationName()),
                "On the Ledger page, connect it again or choose another one for "
                    + location
                    + "."));
      }
    }
    return findings.isEmpty() ? List.of(fine(living.size())) : findings;
  }

  private static Finding fine(int organisations) {
    return Finding.fine(
        TITLE,
        organisations == 1
            ? "All invoices go to one organisation."
            : "Each invoice has one of " + organisations + " organisations to go to.");
  }

  private static boolean lives(Binding it) {
    return it.status() != Binding.Status.DISCONNECTED;
  }
}
