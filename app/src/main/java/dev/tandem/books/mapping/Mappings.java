package dev.tandem.books.mapping;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.books.reference.Reference;
import dev.tandem.books.reference.ReferencePart;
import dev.tandem.practice.billing.DraftLines;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where what the practice sells and takes belongs in an organisation's books. A service's own
 * account and tax are its mapping as long as the practice has one organisation, and where another
 * one says nothing else.
 */
@Component
@Transactional
public class Mappings {

  private final Setup setup;
  private final Subjects subjects;
  private final Connections connections;
  private final Reference reference;
  private final Targets targets;
  private final Drafts drafts;
  private final ApplicationEventPublisher events;
  private final AuditTrail trail;
  private final Changes changes;

  Mappings(
      Setup setup,
      Subjects subjects,
      Connections connections,
      Reference reference,
      Targets targets,
      Drafts drafts,
      ApplicationEventPublisher events,
      AuditTrail trail,
      Changes changes) {
    this.setup = setup;
    this.subjects = subjects;
    this.connections = connections;
    this.reference = reference;
    this.targets = targets;
    this.drafts = drafts;
    this.events = events;
    this.trail = trail;
    this.changes = changes;
  }

  /** Those that can be mapped to, the main one first. */
  @Transactional(readOnly = true)
  public List<Binding> organisations() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .toList();
  }

  @Transactional(readOnly = true)
  public Mapping of(Binding organisation) {
    UUID tenant = tenant(organisation);
    boolean only = organisations().size() < 2;
    Offered offered = offered(tenant);
    Map<Subject, Target> all = targets.all(tenant);
    var rows = new Rows(offered, all, only);
    List<ServiceView> services = setup.services();
    return new Mapping(
        organisation,
        only,
        offered,
        services.stream().map(rows::service).toList(),
        rows.of(subjects.practitioners()),
        rows.of(subjects.locations()),
        rows.of(Subject.REST, "Everything else"),
        rows.of(subjects.payments()),
        rows.of(Subject.PAYMENTS, "Every other payment"),
        new Flaws(offered, all, drafts.in(tenant)).all(services, subjects.all()),
        offered.unread() ? List.of() : proposal(offered, all),
        reference.readAt(tenant, ReferencePart.CHART));
  }

  /**
   * How much a person has to look at, in all organisations together. What one of several never had
   * may be meant for another of them.
   */
  @Transactional(readOnly = true)
  public int flaws() {
    List<ServiceView> services = setup.services();
    Map<Subject, String> names = subjects.all();
    List<Binding> all = organisations();
    Map<UUID, List<DraftLines.Named>> written = drafts.byTenant();
    return (int)
        all.stream()
            .map(Mappings::tenant)
            .flatMap(it -> flaws(it, services, names, written.getOrDefault(it, List.of())).stream())
            .filter(it -> it.gone() || all.size() < 2)
            .count();
  }

  private List<Flaw> flaws(
      UUID tenant,
      List<ServiceView> services,
      Map<Subject, String> names,
      List<DraftLines.Named> written) {
    Map<Subject, Target> all = targets.all(tenant);
    boolean items =
        Stream.concat(
                all.values().stream().map(it -> it.item() != null),
                written.stream().map(it -> it.part() == DraftLines.Part.ITEM))
            .anyMatch(it -> it);
    return new Flaws(offered(tenant, items), all, written).all(services, names);
  }

  private List<Suggestion> proposal(Offered offered, Map<Subject, Target> all) {
    return new Proposing(offered, all)
        .all(setup.services(), subjects.practitioners(), subjects.locations());
  }

  Offered offered(UUID tenant) {
    return new Offered(
        reference.accounts(tenant),
        reference.taxRates(tenant),
        reference.items(tenant),
        reference.tracking(tenant));
  }

  /** Enough to judge these; an organisation may have thousands of items. */
  Offered offered(UUID tenant, Collection<Target> judged) {
    return offered(tenant, judged.stream().anyMatch(it -> it.item() != null));
  }

  private Offered offered(UUID tenant, boolean items) {
    return new Offered(
        reference.accounts(tenant),
        reference.taxRates(tenant),
        items ? reference.items(tenant) : List.of(),
        reference.tracking(tenant));
  }

  static UUID tenant(Binding organisation) {
    return UUID.fromString(organisation.tenantId());
  }

  /**
   * @throws NoSuchRecord if the practice has no such thing to map
   */
  @Transactional(readOnly = true)
  public void requireOwn(Subject subject) {
    subjects.name(subject);
  }

  /**
   * From now on it belongs there; what was sent stays where it is.
   *
   * @throws InvalidInput with the part as the field, if the organisation has no such thing in use
   * @throws NoSuchRecord if the practice has no such subject
   */
  public void map(Binding organisation, Subject subject, Target wanted) {
    String name = subjects.name(subject);
    UUID tenant = tenant(organisation);
    Offered offered = offered(tenant);
    Target before = targets.of(tenant, List.of(subject)).getOrDefault(subject, Target.NOTHING);
    check(subject, wanted, before, offered);
    store(organisation, subject, wanted, offered);
    if (!before.equals(wanted)) {
      tell(organisation, "mapped " + name + " in " + organisation.organisationName());
    }
  }

  /** What is not offered any more may stay as it is. */
  private void check(Subject subject, Target wanted, Target before, Offered offered) {
    boolean payment = subject.kind() == Subject.Kind.PAYMENT;
    var errors = new HashMap<String, String>();
    usable(offered, Part.ACCOUNT, wanted.account(), payment, errors);
    usable(offered, Part.TAX, wanted.tax(), payment, errors);
    if (!Objects.equals(wanted.item(), before.item())) {
      usable(offered, Part.ITEM, wanted.item(), payment, errors);
    }
    wanted.tracking().stream()
        .filter(it -> !before.tracking().contains(it))
        .forEach(it -> usable(offered, Part.TRACKING, it, payment, errors));
    long categories =
        wanted.tracking().stream()
            .flatMap(it -> offered.option(it).stream())
            .map(LedgerTracking::categoryId)
            .distinct()
            .count();
    if (errors.isEmpty() && categories < wanted.tracking().size()) {
      errors.put("tracking", "Choose one option of each category.");
    }
    if (payment && !wanted.equals(Target.account(wanted.account()))) {
      errors.put("account", "A payment goes to an account and to nothing else.");
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  private static void usable(
      Offered offered,
      Part part,
      @Nullable String id,
      boolean payment,
      Map<String, String> errors) {
    if (id != null && !offered.usable(part, id, payment)) {
      errors.put(
          part.text(),
          part == Part.ACCOUNT && payment
              ? "Choose a bank account, or one that takes payments in Xero."
              : "Xero has no such " + part.word() + " in use for this. Choose another one.");
    }
  }

  /** The only organisation's account and tax of a service are the service's own. */
  private void store(Binding organisation, Subject subject, Target wanted, Offered offered) {
    UUID tenant = tenant(organisation);
    if (subject.kind() == Subject.Kind.SERVICE && organisations().size() < 2) {
      ServiceView it = setup.service(ServiceId.of(subject.id()));
      String code = offered.account(wanted.account()).map(known -> text(known.code())).orElse("");
      own(it, code, text(wanted.tax()), offered);
      targets.store(tenant, subject, wanted.withLine(null, null));
    } else {
      targets.store(tenant, subject, wanted);
    }
  }

  /** The tax brings its rate along, so that invoices are computed as the ledger does. */
  void own(ServiceView it, String account, String tax, Offered offered) {
    BigDecimal rate = offered.tax(tax).map(LedgerTaxRate::percent).orElse(it.taxRate());
    if (account.equals(it.accountCode())
        && tax.equals(it.taxType())
        && rate.compareTo(it.taxRate()) == 0) {
      return;
    }
    setup.change(
        it.id(),
        new ServiceDetails(
            it.name(),
            it.minutes(),
            it.price().amount(),
            it.taxInclusive(),
            account,
            tax,
            rate,
            it.colour()));
  }

  /**
   * What the organisations charge for the service's own tax, where it is typed with another rate.
   */
  @Transactional(readOnly = true)
  public Optional<LedgerTaxRate> chargedOtherwise(ServiceId id) {
    ServiceView it = setup.service(id);
    return organisations().stream()
        .flatMap(to -> offered(tenant(to), List.of()).otherRate(it).stream())
        .findFirst();
  }

  /**
   * The service is sold with the rate that its tax has in the ledger.
   *
   * @param seen what was shown, as {@link #rateSeen} names it
   * @throws NoSuchRecord if the practice has no such service
   * @throws Refused if its tax or what is charged for it is another one by now
   */
  public void takeRate(ServiceId id, String seen) {
    ServiceView it = setup.service(id);
    LedgerTaxRate rate =
        chargedOtherwise(id)
            .filter(charged -> rateSeen(id, charged).equals(seen))
            .orElseThrow(
                () ->
                    new Refused(
                        "The tax of %s was changed meanwhile: look at it once more."
                            .formatted(it.name())));
    setup.change(
        id,
        new ServiceDetails(
            it.name(),
            it.minutes(),
            it.price().amount(),
            it.taxInclusive(),
            it.accountCode(),
            it.taxType(),
            rate.percent(),
            it.colour()));
  }

  /** Stands for the tax of a service and what is charged for it, as they are shown together. */
  @Transactional(readOnly = true)
  public String rateSeen(ServiceId id, LedgerTaxRate charged) {
    ServiceView it = setup.service(id);
    return String.join(
        "/",
        it.taxType(),
        it.taxRate().stripTrailingZeros().toPlainString(),
        charged.percent().stripTrailingZeros().toPlainString());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static @Nullable String idOf(String code, Offered offered) {
    return offered.accountOfCode(code).map(it -> it.id()).orElse(null);
  }

  /**
   * Takes a whole proposal.
   *
   * @param proposed what {@link Mapping#proposed} said when it was shown
   * @return for how much
   * @throws Refused if it would be another one by now
   */
  public int take(Binding organisation, String proposed) {
    Mapping now = of(organisation);
    if (!now.proposed().equals(proposed)) {
      throw new Refused(
          "What can be proposed has changed meanwhile. Look at the new proposal below, then take it.");
    }
    UUID tenant = tenant(organisation);
    for (Suggestion it : now.suggestions()) {
      Target target = it.target();
      if (it.subject().kind() == Subject.Kind.SERVICE && now.only()) {
        target = withOwn(it, now.offered());
      }
      store(organisation, it.subject(), target, offered(tenant));
    }
    tell(organisation, "took the proposed mapping of " + organisation.organisationName());
    return now.suggestions().size();
  }

  /** What the proposal leaves as it is. */
  private Target withOwn(Suggestion it, Offered offered) {
    ServiceView service = setup.service(ServiceId.of(it.subject().id()));
    Target target = it.target();
    return target.withLine(
        Objects.requireNonNullElseGet(
            target.account(), () -> text(idOf(service.accountCode(), offered))),
        Objects.requireNonNullElse(target.tax(), service.taxType()));
  }

  void tell(Binding organisation, String said) {
    var record = new RecordRef("ledger", organisation.id().value());
    trail.note(record, null, "mapped", said);
    changes.announce(record);
    events.publishEvent(new MappingChanged(tenant(organisation)));
  }
}
