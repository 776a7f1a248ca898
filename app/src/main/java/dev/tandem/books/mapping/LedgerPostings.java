package dev.tandem.books.mapping;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.billing.Postings;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says where a line belongs by the mapping of the organisation that its invoice goes to. */
@Component
class LedgerPostings implements Postings {

  private final Connections connections;
  private final Lookups lookups;

  LedgerPostings(Connections connections, Lookups lookups) {
    this.connections = connections;
    this.lookups = lookups;
  }

  @Override
  @Transactional(readOnly = true)
  public Posting of(
      @Nullable ServiceView service,
      @Nullable PractitionerId practitioner,
      @Nullable LocationId location) {
    return connections
        .organisationOf(location)
        .map(it -> in(Mappings.tenant(it), service, practitioner, location))
        .orElseGet(() -> Posting.ofItself(service));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<BigDecimal> rate(String taxType, @Nullable LocationId location) {
    return connections
        .organisationOf(location)
        .flatMap(it -> lookups.of(Mappings.tenant(it)).offered(List.of()).tax(taxType))
        .filter(LedgerTaxRate::active)
        .map(LedgerTaxRate::percent);
  }

  /**
   * @param service null for a line of none: then only what is less particular speaks
   */
  Posting in(
      UUID tenant,
      @Nullable ServiceView service,
      @Nullable PractitionerId practitioner,
      @Nullable LocationId location) {
    var asked = new ArrayList<Subject>();
    if (service != null) {
      asked.add(Subject.of(service.id()));
    }
    if (practitioner != null) {
      asked.add(Subject.of(practitioner));
    }
    if (location != null) {
      asked.add(Subject.of(location));
    }
    asked.add(Subject.REST);
    Lookups.Lookup known = lookups.of(tenant);
    List<Target> inOrder = asked.stream().map(known::target).toList();
    Offered offered = known.offered(inOrder);
    Line line =
        service == null ? Line.ofNoService(inOrder, offered) : Line.of(service, inOrder, offered);
    return new Posting(
        line.account(),
        line.tax(),
        line.percent(),
        line.item() == null ? "" : line.item().code(),
        line.tracking().stream().map(LedgerPostings::tracking).toList());
  }

  static Tracking tracking(LedgerTracking it) {
    return new Tracking(it.categoryId(), it.category(), it.id(), it.name());
  }
}
