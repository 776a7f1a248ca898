package dev.tandem.books.mapping;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where lines of the practice's services go in one organisation, and another place for them. */
@Component
@Transactional
public class ServiceLines {

  private final Setup setup;
  private final Mappings mappings;
  private final Targets targets;

  ServiceLines(Setup setup, Mappings mappings, Targets targets) {
    this.setup = setup;
    this.mappings = mappings;
    this.targets = targets;
  }

  /**
   * A service, and where its next line goes if nothing is said of who did it and where.
   *
   * @param account the ledger's code
   */
  public record Going(ServiceView service, String account, String tax) {}

  /** All services, in the order of the setup. */
  @Transactional(readOnly = true)
  public List<Going> in(UUID tenant) {
    List<ServiceView> services = setup.services();
    var asked = new ArrayList<Subject>();
    asked.add(Subject.REST);
    services.forEach(it -> asked.add(Subject.of(it.id())));
    Map<Subject, Target> mapped = targets.of(tenant, asked);
    Offered offered = mappings.offered(tenant, mapped.values());
    Target rest = mapped.getOrDefault(Subject.REST, Target.NOTHING);
    return services.stream()
        .map(
            it -> {
              Target own = mapped.getOrDefault(Subject.of(it.id()), Target.NOTHING);
              Line line = Line.of(it, List.of(own, rest), offered);
              return new Going(it, line.account(), line.tax());
            })
        .toList();
  }

  /**
   * From now on lines of this service go there; its item and tracking stay.
   *
   * @param account the ledger's code
   * @throws InvalidInput if the organisation has no such account or tax in use
   */
  public void book(UUID tenant, ServiceId service, String account, String tax) {
    Binding organisation =
        mappings.organisations().stream()
            .filter(it -> Mappings.tenant(it).equals(tenant))
            .findFirst()
            .orElseThrow(
                () -> new InvalidInput("account", "The organisation is not connected any more."));
    Subject subject = Subject.of(service);
    Target now = targets.of(tenant, List.of(subject)).getOrDefault(subject, Target.NOTHING);
    String id =
        mappings
            .offered(tenant)
            .accountOfCode(account)
            .map(LedgerAccount::id)
            .orElseThrow(
                () -> new InvalidInput("account", "Choose one of the organisation's accounts."));
    mappings.map(organisation, subject, now.withLine(id, tax));
  }
}
