package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which records of a reading in summary form {@link Adoption} has to look at whole. */
@Component
public class AdoptionCandidates {

  private final AdoptionRepository adoptions;
  private final Namesakes namesakes;
  private final Links links;
  private final Clients clients;
  private final Billing billing;

  AdoptionCandidates(
      AdoptionRepository adoptions,
      Namesakes namesakes,
      Links links,
      Clients clients,
      Billing billing) {
    this.adoptions = adoptions;
    this.namesakes = namesakes;
    this.links = links;
    this.clients = clients;
    this.billing = billing;
  }

  /**
   * A record that may be ours.
   *
   * @param known whether the mark is that of a record here
   */
  public record Candidate(String ledgerId, boolean known) {}

  /**
   * Those that carry a mark of ours and have no link; of other kinds than clients and invoices none
   * is asked for.
   *
   * @param rows of one reading
   * @param lastRead when the kind was last read before; null if never: then no unknown client is
   *     ours
   */
  @Transactional
  public List<Candidate> among(
      Kind kind, UUID tenant, List<LedgerRecord> rows, @Nullable Instant lastRead) {
    List<LedgerRecord> marked = rows.stream().filter(it -> it.marker() != null).toList();
    List<LedgerRecord> loose = loose(kind, tenant, marked);
    if (loose.isEmpty()) {
      return List.of();
    }
    return kind == Kind.CLIENT
        ? looseClients(tenant, loose, lastRead)
        : looseInvoices(tenant, loose);
  }

  /** Those without a link of which nobody said that they are not ours. */
  List<LedgerRecord> loose(Kind kind, UUID tenant, List<LedgerRecord> records) {
    List<String> ids = records.stream().map(LedgerRecord::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Set<String> settled = new HashSet<>(adoptions.foreign(kind, tenant, ids));
    links.times(kind, tenant, ids).forEach(it -> settled.add(it.ledgerId()));
    return records.stream().filter(it -> !settled.contains(it.id())).toList();
  }

  private List<Candidate> looseClients(
      UUID tenant, List<LedgerRecord> loose, @Nullable Instant lastRead) {
    var ids = new HashMap<UUID, LedgerRecord>();
    loose.forEach(it -> OurMark.client(it).ifPresent(id -> ids.put(id, it)));
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<ClientId, ClientView> known =
        clients.byIds(ids.keySet().stream().map(ClientId::new).toList());
    Set<UUID> linked = links.ledgerIds(Kind.CLIENT, tenant, ids.keySet()).keySet();
    var found = new ArrayList<Candidate>();
    ids.forEach(
        (id, it) -> {
          boolean here = known.containsKey(new ClientId(id));
          if (here ? !linked.contains(id) : OurMark.madeSince(id, lastRead)) {
            found.add(new Candidate(it.id(), here));
          }
        });
    return found;
  }

  private List<Candidate> looseInvoices(UUID tenant, List<LedgerRecord> loose) {
    Map<String, InvoiceId> known =
        namesakes.in(
            tenant,
            loose.stream().map(LedgerRecord::marker).filter(Objects::nonNull).distinct().toList());
    Set<UUID> linked =
        links
            .ledgerIds(Kind.INVOICE, tenant, known.values().stream().map(InvoiceId::value).toList())
            .keySet();
    var found = new ArrayList<Candidate>();
    for (LedgerRecord it : loose) {
      String number = Objects.requireNonNull(it.marker());
      InvoiceId here = known.get(number);
      if (here != null) {
        boolean free = !linked.contains(here.value());
        found.add(new Candidate(it.id(), free));
      } else if (billing.numbersLike(number)) {
        found.add(new Candidate(it.id(), false));
      }
    }
    return found;
  }
}
