package dev.tandem.books.mirror;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invoices that somebody, or another program, made in the ledger for clients who are linked: they
 * come in as they are there, from the day on that the practice chose. What we made ourselves and
 * lost is {@link Adoption}'s affair and never comes in this way.
 */
@Component
@Transactional
public class IncomingInvoices {

  private static final String HAPPENED = "Came in from Xero, where it was made";

  private final IncomingChoices choices;
  private final AdoptionRepository adoptions;
  private final ForgottenInvoices forgotten;
  private final Namesakes namesakes;
  private final LedgerInvoices written;
  private final Homecoming homecoming;
  private final Links links;
  private final Billing billing;
  private final Clients clients;
  private final Connections connections;

  IncomingInvoices(
      IncomingChoices choices,
      AdoptionRepository adoptions,
      ForgottenInvoices forgotten,
      Namesakes namesakes,
      LedgerInvoices written,
      Homecoming homecoming,
      Links links,
      Billing billing,
      Clients clients,
      Connections connections) {
    this.connections = connections;
    this.choices = choices;
    this.adoptions = adoptions;
    this.forgotten = forgotten;
    this.namesakes = namesakes;
    this.written = written;
    this.homecoming = homecoming;
    this.links = links;
    this.billing = billing;
    this.clients = clients;
  }

  /** Whether any come from this organisation. */
  @Transactional(readOnly = true)
  public boolean come(UUID tenant) {
    return choices.of(tenant).from() != null;
  }

  /** Those of a reading, in summary form or whole, that come and are not here. */
  @Transactional(readOnly = true)
  public List<LedgerRecord> among(UUID tenant, List<LedgerRecord> read) {
    LocalDate from = choices.of(tenant).from();
    return from == null ? List.of() : among(tenant, from, read);
  }

  /**
   * Those of a reading that come if those from this day on do, and are not here. Which of them we
   * made ourselves it does not tell.
   */
  @Transactional(readOnly = true)
  public List<LedgerRecord> among(UUID tenant, LocalDate from, List<LedgerRecord> read) {
    List<LedgerRecord> sales = read.stream().filter(it -> isSaleFrom(from, it)).toList();
    if (sales.isEmpty()) {
      return List.of();
    }
    Set<String> here = here(tenant, sales.stream().map(LedgerRecord::id).toList());
    Map<String, ClientId> owners = owners(tenant, sales);
    return sales.stream()
        .filter(it -> !here.contains(it.id()) && owners.containsKey(contact(it)))
        .toList();
  }

  /** Xero: a bill has the same shape, and what is void or deleted stays in its lists. */
  private static boolean isSaleFrom(LocalDate from, LedgerRecord it) {
    String date = it.fields().get(Fields.DATE);
    String number = it.marker();
    return it.kind() == Kind.INVOICE
        && !it.derived().containsKey(Fields.BILL)
        && it.fields().containsKey(Fields.STATUS)
        && !it.removed()
        && number != null
        && !number.isBlank()
        && date != null
        && !LocalDate.parse(date).isBefore(from);
  }

  /** Those of these that are here, by the ledger's ids. */
  @Transactional(readOnly = true)
  public Set<String> here(UUID tenant, Collection<String> ids) {
    return links.times(Kind.INVOICE, tenant, ids).stream()
        .map(LinkTimes::ledgerId)
        .collect(Collectors.toSet());
  }

  private static String contact(LedgerRecord it) {
    return it.fields().getOrDefault(Fields.CLIENT, "");
  }

  /** Of an erased client nothing comes any more. */
  private Map<String, ClientId> owners(UUID tenant, List<LedgerRecord> invoices) {
    List<String> contacts =
        invoices.stream()
            .map(IncomingInvoices::contact)
            .filter(it -> !it.isEmpty())
            .distinct()
            .toList();
    var of = new HashMap<String, ClientId>();
    links
        .times(Kind.CLIENT, tenant, contacts)
        .forEach(it -> of.put(it.ledgerId(), new ClientId(it.record())));
    Map<ClientId, ClientView> people = clients.byIds(Set.copyOf(of.values()));
    of.values()
        .removeIf(
            it -> {
              ClientView person = people.get(it);
              return person == null || person.erased();
            });
    return of;
  }

  /**
   * Those of which only the ledger can say whether we made them: they carry a number or an address
   * as ours do. Where the list of our own was read before, that spares the question for what merely
   * looks like it: what a call of ours made since has its record, and so its number, here.
   *
   * @return the ledger's ids
   */
  @Transactional(readOnly = true)
  public List<String> doubtful(UUID tenant, List<LedgerRecord> coming) {
    Set<String> told =
        choices.told(tenant, coming.stream().map(LedgerRecord::id).collect(Collectors.toSet()));
    Map<String, InvoiceId> ours =
        namesakes.in(
            tenant,
            coming.stream().map(LedgerRecord::marker).filter(Objects::nonNull).distinct().toList());
    // Somebody is asked whether it is ours: its number may be of a form that ours had before.
    var asked = Set.copyOf(adoptions.undecided(Kind.INVOICE, tenant));
    return coming.stream()
        .filter(
            it ->
                isMarkedAsOurs(it, ours)
                    || !told.contains(it.id()) && (isLikeOurs(it) || asked.contains(it.id())))
        .map(LedgerRecord::id)
        .toList();
  }

  private static boolean isMarkedAsOurs(LedgerRecord it, Map<String, InvoiceId> ours) {
    return OurMark.invoice(it).isPresent() || it.marker() != null && ours.containsKey(it.marker());
  }

  private boolean isLikeOurs(LedgerRecord it) {
    return it.marker() != null && billing.numbersLike(it.marker());
  }

  /**
   * One that would come and stays out.
   *
   * @param ours what stands here already, whose link with it was ended; null if nothing does: it
   *     does not list all that was paid on it, so it would look owed here
   */
  public record KeptOut(LedgerRecord found, @Nullable String ours) {}

  /**
   * Brings those in that come, read whole; with what was paid on them and credited, as facts.
   *
   * @param seq the lane's count of the call that read them
   * @param own the ledger's ids of those among them that we made ourselves
   * @return those that would come and stay out
   */
  public List<KeptOut> take(UUID tenant, long seq, List<LedgerRecord> found, Set<String> own) {
    // An event, a reading of changes and the first search may meet: one after the other.
    adoptions.alone(tenant);
    List<LedgerRecord> coming =
        among(tenant, found).stream().filter(it -> !own.contains(it.id())).toList();
    Map<String, ClientId> owners = owners(tenant, coming);
    Map<String, String> known =
        forgotten.among(tenant, coming.stream().map(LedgerRecord::id).toList());
    var out = new ArrayList<KeptOut>();
    for (LedgerRecord it : coming) {
      String ours = known.get(it.id());
      if (ours != null) {
        out.add(new KeptOut(it, ours));
      } else if (it.payments() == null ? it.isUsed() : !it.listsAll()) {
        out.add(new KeptOut(it, null));
      } else {
        bringIn(tenant, seq, Objects.requireNonNull(owners.get(contact(it))), it);
      }
    }
    return out;
  }

  /**
   * The one location whose invoices belong into these books; null for the main organisation, where
   * all belong that have none, and where it may be one of several.
   */
  private @Nullable LocationId location(UUID tenant) {
    Optional<Binding> binding =
        connections.bindings().stream()
            .filter(it -> it.active() && it.tenantId().equals(tenant.toString()))
            .findFirst();
    if (binding.isEmpty() || binding.get().main()) {
      return null;
    }
    List<LocationId> assigned =
        connections.locations().entrySet().stream()
            .filter(it -> it.getValue().equals(binding.get().id()))
            .map(Map.Entry::getKey)
            .toList();
    return assigned.size() == 1 ? assigned.getFirst() : null;
  }

  private void bringIn(UUID tenant, long seq, ClientId client, LedgerRecord found) {
    InvoiceId id =
        billing.bringIn(written.of(tenant, client, client, found, true).at(location(tenant)));
    @Nullable String held = written.hold(id, found);
    homecoming.agree(Kind.INVOICE, tenant, seq, id.value(), found, held, HAPPENED);
  }
}
