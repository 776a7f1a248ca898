package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records of the ledger that carry our mark and have no link: this database was restored from a
 * time before they were made. One that is known here is linked again; one that is not is brought
 * back. A client's mark is its id, which tells when it was made; an invoice's is its number,
 * together with the ledger's word that we made it.
 */
@Component
public class Adoption {

  private final AdoptionRepository adoptions;
  private final AdoptionCandidates candidates;
  private final Relink relink;
  private final LostClient lostClient;
  private final LostInvoices lostInvoices;
  private final LostPayments lostPayments;
  private final Namesakes namesakes;
  private final Links links;
  private final Clients clients;
  private final Billing billing;

  Adoption(
      AdoptionRepository adoptions,
      AdoptionCandidates candidates,
      Relink relink,
      LostClient lostClient,
      LostInvoices lostInvoices,
      LostPayments lostPayments,
      Namesakes namesakes,
      Links links,
      Clients clients,
      Billing billing) {
    this.adoptions = adoptions;
    this.candidates = candidates;
    this.relink = relink;
    this.lostClient = lostClient;
    this.lostInvoices = lostInvoices;
    this.lostPayments = lostPayments;
    this.namesakes = namesakes;
    this.links = links;
    this.clients = clients;
    this.billing = billing;
  }

  /**
   * What is known of the time before.
   *
   * @param madeByUs the ledger's ids of invoices that it says we made
   * @param lastRead when the kind was last read before, by our clock; null if never: then nothing
   *     that is unknown here can be ours
   * @param blindSince what was edited here since then was edited without knowing the ledger's state
   */
  public record Past(Set<String> madeByUs, @Nullable Instant lastRead, Instant blindSince) {}

  /** Links these contacts, read whole, or brings their clients back, where they are ours. */
  @Transactional
  public void clients(UUID tenant, long seq, List<LedgerRecord> contacts, Past past) {
    adoptions.alone(tenant);
    for (LedgerRecord it : candidates.loose(Kind.CLIENT, tenant, contacts)) {
      UUID id = OurMark.client(it).orElse(null);
      if (id == null) {
        continue;
      }
      var known = new ClientId(id);
      if (clients.byIds(List.of(known)).containsKey(known)) {
        relink.client(tenant, seq, known, it, past.blindSince());
      } else if (OurMark.madeSince(id, past.lastRead())) {
        lostClient.bringBack(tenant, seq, id, it);
      }
    }
  }

  /** The ledger's ids of clients that these invoices name and nobody here is linked with. */
  @Transactional
  public List<String> clientsMissing(UUID tenant, List<LedgerRecord> invoices) {
    List<String> named =
        invoices.stream()
            .map(it -> it.fields().get(Fields.CLIENT))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Set<String> linked = new HashSet<>();
    links.times(Kind.CLIENT, tenant, named).forEach(it -> linked.add(it.ledgerId()));
    return named.stream().filter(it -> !linked.contains(it)).toList();
  }

  /**
   * The payments on invoices, read before these are linked.
   *
   * @param seq the lane's count of the call that read them
   * @param payments removed ones, too
   */
  public record Paid(long seq, List<LedgerRecord> payments) {

    /** Where payments are left alone. */
    public static final Paid UNREAD = new Paid(0, List.of());

    List<LedgerRecord> on(String invoice) {
      return payments.stream()
          .filter(it -> invoice.equals(it.fields().get(Fields.INVOICE)))
          .toList();
    }
  }

  /**
   * Links these invoices, read whole, or brings them back, where they are ours; with their
   * payments, in one transaction: an invoice that is linked lets its payments go.
   */
  @Transactional
  public void invoices(UUID tenant, long seq, List<LedgerRecord> found, Paid paid, Past past) {
    adoptions.alone(tenant);
    Collection<LedgerRecord> loose = candidates.loose(Kind.INVOICE, tenant, found);
    billing.passNumbers(
        loose.stream()
            .filter(it -> past.madeByUs().contains(it.id()))
            .map(LedgerRecord::marker)
            .filter(Objects::nonNull)
            .toList());
    for (LedgerRecord it : loose) {
      String number = it.marker();
      boolean ours = past.madeByUs().contains(it.id());
      InvoiceId known = known(tenant, it);
      boolean linked =
          known == null
              ? number != null && ours && lostInvoices.bringBack(tenant, seq, it, past.lastRead())
              : relink.invoice(tenant, seq, billing.find(known), it, ours, past);
      if (linked) {
        payments(tenant, paid, it.id());
      }
    }
  }

  /** No write of the invoice is under way, or it would not have been linked. */
  private void payments(UUID tenant, Paid paid, String invoice) {
    List<LedgerRecord> on = paid.on(invoice);
    links
        .lock(Kind.INVOICE, tenant, List.of(invoice))
        .values()
        .forEach(it -> lostPayments.takeAll(tenant, paid.seq(), it.record(), on));
  }

  /**
   * What became of one of them.
   *
   * @param verdict {@code adopted}, {@code returned} or {@code person}
   * @param record ours; null while a person has to decide
   * @param number an invoice's
   * @param reason what a person has to do; null if nothing
   */
  public record Entry(
      Kind kind,
      String ledgerId,
      String verdict,
      @Nullable UUID record,
      @Nullable String number,
      @Nullable String reason,
      Instant at) {}

  /** How many of one kind came to what. */
  public record Count(Kind kind, String verdict, long records) {}

  /**
   * What was found again in an organisation, what needs a person first, then the latest first.
   *
   * @param since found from then on; null for all
   * @param from how many to pass over
   * @param most how many at most
   */
  @Transactional(readOnly = true)
  public List<Entry> entries(UUID tenant, @Nullable Instant since, int from, int most) {
    return adoptions.entries(tenant, since, from, most);
  }

  /** What needs a person counts whenever it was found. */
  @Transactional(readOnly = true)
  public List<Count> counts(UUID tenant, @Nullable Instant since) {
    return adoptions.counts(tenant, since);
  }

  /** How many records of an organisation need a person. */
  @Transactional(readOnly = true)
  public long undecided(UUID tenant) {
    return adoptions.undecided(tenant);
  }

  /** By the address that we gave it, whatever its number is by now; else by its number. */
  private @Nullable InvoiceId known(UUID tenant, LedgerRecord found) {
    InvoiceId named = OurMark.invoice(found).map(InvoiceId::new).orElse(null);
    if (named != null && !billing.byIds(List.of(named)).isEmpty()) {
      return named;
    }
    String number = found.marker();
    return number == null ? null : namesakes.in(tenant, List.of(number)).get(number);
  }

  /** What a person has to decide about, by the ledger's ids. */
  @Transactional
  public List<String> undecided(Kind kind, UUID tenant) {
    return adoptions.undecided(kind, tenant);
  }

  /** Whatever mark it carries, a person says that it is not ours: no reading links it again. */
  @Transactional
  public void leaveAlone(Kind kind, UUID tenant, String ledgerId) {
    adoptions.noteForeign(kind, tenant, ledgerId);
  }

  /** Those of these of which a person has said that they are none of ours. */
  @Transactional(readOnly = true)
  public Set<String> leftAlone(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return Set.copyOf(adoptions.foreign(kind, tenant, ledgerIds));
  }
}
