package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.Renumbering;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a record means on both sides: which pairs exist, what was agreed, what has to travel, what
 * has come. Knows fields; the machines that carry them (outbox, inbox) do not.
 */
@Component
public class Mirror {

  /** How a record's story tells of a write that changed it there. */
  static final String CHANGED = "Changed in Xero";

  private final RecordMirrors mirrors;
  private final Proposals proposals;
  private final Absorption absorption;
  private final LostPayments lostPayments;
  private final ReturnedCredits returnedCredits;
  private final Links links;
  private final Names names;
  private final LedgerContacts contacts;
  private final Suffixes suffixes;
  private final Merges merges;
  private final Story story;
  private final PaymentAccount accounts;
  private final Renumbering credits;
  private final Changes changes;
  private final IncomingChoices incoming;
  private final GivenToStrangers strangers;
  private final ForgottenInvoices forgotten;

  Mirror(
      RecordMirrors mirrors,
      Proposals proposals,
      Absorption absorption,
      LostPayments lostPayments,
      ReturnedCredits returnedCredits,
      Links links,
      Names names,
      LedgerContacts contacts,
      Suffixes suffixes,
      Merges merges,
      Story story,
      PaymentAccount accounts,
      Renumbering credits,
      Changes changes,
      IncomingChoices incoming,
      GivenToStrangers strangers,
      ForgottenInvoices forgotten) {
    this.forgotten = forgotten;
    this.strangers = strangers;
    this.incoming = incoming;
    this.credits = credits;
    this.mirrors = mirrors;
    this.proposals = proposals;
    this.absorption = absorption;
    this.lostPayments = lostPayments;
    this.returnedCredits = returnedCredits;
    this.links = links;
    this.names = names;
    this.contacts = contacts;
    this.suffixes = suffixes;
    this.merges = merges;
    this.story = story;
    this.accounts = accounts;
    this.changes = changes;
  }

  /**
   * What is about to be written is not taken in meanwhile: a call would be prepared on half of what
   * was read. Nobody waits: whoever reads one of them has it first.
   *
   * @return those that are being taken in
   */
  @Transactional
  public Set<UUID> holdForWriting(Kind kind, UUID tenant, Collection<UUID> records) {
    return links.lockFree(kind, tenant, records);
  }

  /** What has to go for each record, read now; the caller has read its revision before. */
  @Transactional
  public List<Proposal> proposals(Kind kind, UUID tenant, Collection<UUID> records) {
    return proposals.of(kind, tenant, records);
  }

  /** What made this payment over there, if anything did; null if it is gone or known there. */
  @Transactional
  public Proposal.@Nullable Send paymentAsMade(UUID tenant, UUID payment) {
    return proposals.paymentAsMade(tenant, payment);
  }

  /** The ledger's codes or ids of the accounts that these payments go to, as far as known. */
  @Transactional(readOnly = true)
  public Map<PaymentId, String> accountsOf(UUID tenant, Collection<PaymentView> payments) {
    PaymentAccount.ByMeans usual = accounts.in(tenant);
    var of = new HashMap<PaymentId, String>();
    for (PaymentView it : payments) {
      String account = usual.of(it.method(), it.accountCode()).id();
      if (account != null) {
        of.put(it.id(), account);
      }
    }
    return of;
  }

  @Transactional(readOnly = true)
  public String accountName(UUID tenant, String account) {
    return accounts.name(tenant, account);
  }

  /** What made this receipt over there, if anything did; null if it is not meant to be there. */
  @Transactional
  public Proposal.@Nullable Send receiptAsMade(UUID tenant, UUID receipt) {
    return proposals.receiptAsMade(tenant, receipt);
  }

  /** The ledger says that somebody carries this name already. */
  public void nameIsTaken(UUID tenant, String name) {
    names.noteRefused(tenant, name);
  }

  /**
   * Writes down what was written: link and agreed pairs (what we sent, what came back). What came
   * back is a reading, too: fields that we did not send and somebody changed meanwhile are taken.
   *
   * @param seq the lane's count of the call that wrote
   * @param batch the stored call; null if another call found what was made by one we do not know
   */
  @Transactional
  public void written(
      Kind kind, UUID tenant, long seq, @Nullable UUID batch, List<Written> happened) {
    Map<UUID, LinkRow> before =
        links.lockRecords(kind, tenant, happened.stream().map(Written::record).toList());
    List<Written> all =
        happened.stream().filter(it -> it.created() || before.containsKey(it.record())).toList();
    if (all.isEmpty()) {
      return;
    }
    List<UUID> records = all.stream().map(Written::record).toList();
    Map<UUID, Ours> ours = mirror(kind).ours(tenant, records);
    links.save(
        kind,
        tenant,
        all.stream()
            .map(it -> agree(kind, it, before.get(it.record()), ours.get(it.record()), seq))
            .toList());
    if (kind == Kind.INVOICE) {
      forgotten.linked(tenant, all);
      all.stream()
          .filter(it -> it.created() && it.later())
          .forEach(it -> returnedCredits.readAgain(tenant, it.found()));
    }
    if (kind == Kind.CLIENT) {
      noteSuffixes(tenant, all);
      // Found later, it has stood there for a while: somebody may have written something for it.
      List<String> foundLater =
          all.stream()
              .filter(it -> it.created() && (it.later() || batch == null))
              .map(it -> it.found().id())
              .toList();
      incoming.askFor(tenant, foundLater);
      if (!foundLater.isEmpty()) {
        strangers.readAgain(tenant);
      }
      contacts.note(tenant, all.stream().map(Written::found).toList());
    }
    all.forEach(it -> mirror(kind).linked(it.record(), it.found().id()));
    story.note(kind, tenant, seq, batch, told(batch, all, before));
    List<LedgerRecord> found = all.stream().map(Written::found).toList();
    // Credits and payments that it shows, too: its time of change counts as read from now on.
    absorption.absorb(kind, tenant, links.lock(kind, tenant, ids(found)), found, seq, true);
    announce(kind, records);
  }

  private static List<Story.Event> told(
      @Nullable UUID batch, List<Written> all, Map<UUID, LinkRow> before) {
    return all.stream().map(it -> told(batch, it, before.get(it.record()))).toList();
  }

  /** Before is what the ledger was last known to have; after is what it answered. */
  private static Story.Event told(@Nullable UUID batch, Written it, @Nullable LinkRow known) {
    var before = new HashMap<String, String>();
    var came = new HashMap<String, String>();
    it.sent()
        .forEach(
            (field, sent) -> {
              Pair agreed = known == null ? null : known.agreed().get(field);
              if (agreed != null && agreed.theirs() != null) {
                before.put(field, agreed.theirs());
              }
              String found = it.found().fields().get(field);
              if (found != null && !found.equals(sent)) {
                came.put(field, found);
              }
            });
    return new Story.Event(it.record(), happened(batch, known != null), it.sent(), before, came);
  }

  private static String happened(@Nullable UUID batch, boolean linked) {
    return linked ? CHANGED : batch == null ? "Found in Xero after a restore" : "Created in Xero";
  }

  private LinkRow agree(
      Kind kind, Written it, @Nullable LinkRow before, @Nullable Ours now, long seq) {
    Map<String, Pair> pairs =
        new Agreement(mirror(kind)).written(it.ours(), it.sent(), it.found().fields(), it.later());
    LinkRow row =
        before != null && before.ledgerId().equals(it.found().id())
            ? before.with(pairs)
            : new LinkRow(it.record(), it.found().id(), pairs, null, null, null, null, seq, false);
    return row.wrote(it.found().changedAt(), seq)
        .seen(it.found().changedAt(), it.found().kept())
        .read(seq)
        .held(now == null ? null : hold(it, now));
  }

  /** Money that comes back different from what was sent is no agreement. */
  private static @Nullable String hold(Written it, Ours now) {
    if (Fields.REMOVED.equals(now.fields().get(Fields.STATUS))) {
      // Nothing is owed on it: what it would have come to is no matter for anybody.
      return null;
    }
    boolean sameLines = Objects.equals(now.fields().get(Fields.LINES), it.ours().get(Fields.LINES));
    return sameLines ? now.differsInMoney(it.found()) : null;
  }

  /**
   * What became of a reading.
   *
   * @param askAgain the ledger's times of change of those that have to be judged again, by its ids
   * @param unknown the ledger's ids of those that no record of ours stands for
   */
  public record Absorbed(int taken, Map<String, Instant> askAgain, List<String> unknown) {}

  /**
   * Takes a reading: each field is held against what was agreed.
   *
   * @param seq the lane's count of the call that read; a reading begun before our last write was
   *     recorded proves nothing, nor does one made while a write is under way; what a later reading
   *     has said already is passed over
   */
  @Transactional
  public Absorbed absorb(Kind kind, UUID tenant, long seq, List<LedgerRecord> theirs) {
    if (kind == Kind.CLIENT) {
      contacts.note(tenant, theirs);
    }
    Map<String, LinkRow> locked = links.lock(kind, tenant, ids(theirs));
    var again = new HashMap<String, Instant>();
    var unknown = new ArrayList<String>();
    var usable = new ArrayList<LedgerRecord>();
    for (LedgerRecord it : theirs) {
      LinkRow link = locked.get(it.id());
      if (link == null) {
        unknown.add(it.id());
      } else if (link.writing() || seq <= link.writeSeq()) {
        again.put(it.id(), changedAt(List.of(it)));
      } else if (!link.isOvertaken(seq, it.changedAt())) {
        usable.add(it);
      }
    }
    List<UUID> taken = absorption.absorb(kind, tenant, locked, usable, seq, true);
    announce(kind, taken);
    return new Absorbed(taken.size(), again, unknown);
  }

  private void noteSuffixes(UUID tenant, List<Written> all) {
    var plain = new ArrayList<UUID>();
    for (Written it : all) {
      String sent = it.sent().get(Fields.NAME);
      String wanted = it.ours().get(Fields.NAME);
      if (sent == null || wanted == null) {
        continue;
      }
      if (sent.equals(wanted)) {
        plain.add(it.record());
      } else {
        String given = it.found().fields().getOrDefault(Fields.NAME, sent);
        suffixes.keep(tenant, it.record(), it.found().id(), wanted, given);
      }
    }
    suffixes.forget(tenant, plain);
  }

  /**
   * Lets clients go on with the contacts into which theirs were merged.
   *
   * @param seq the lane's count of the call that read the contacts that are left
   * @param left by the ledger's id of the contact that was merged away
   * @return of those, the ids that have to be asked again
   */
  @Transactional
  public Set<String> follow(UUID tenant, long seq, Map<String, LedgerRecord> left) {
    contacts.note(tenant, left.values());
    Set<String> again = merges.follow(tenant, seq, left);
    announce(
        Kind.CLIENT,
        links
            .times(Kind.CLIENT, tenant, left.values().stream().map(LedgerRecord::id).toList())
            .stream()
            .map(LinkTimes::record)
            .toList());
    return again;
  }

  /** A client was refused over there as archived; it is wanted, and says so with its next write. */
  @Transactional
  public void isArchivedThere(UUID tenant, UUID client) {
    links.wantBack(tenant, client);
  }

  /** Notes what a reading of clients shows of them, strangers too; others carry no such thing. */
  public void noteNames(Kind kind, UUID tenant, List<LedgerRecord> records) {
    if (kind == Kind.CLIENT) {
      contacts.note(tenant, records);
    } else if (kind == Kind.CREDIT_NOTE) {
      credits.pass(records.stream().map(LedgerRecord::marker).filter(Objects::nonNull).toList());
    }
  }

  /** Whether records of this kind are being created in this organisation just now. */
  public boolean creating(Kind kind, UUID tenant) {
    return links.creating(kind, tenant);
  }

  /**
   * Whether call after call carries records of ours there just now, of whatever kind: what went
   * before is in every reading of its kind, and those behind it wait for the calls.
   */
  public boolean sendingMany(UUID tenant) {
    return links.sendingMany(tenant);
  }

  /**
   * Since when records are being created over there whose ids we do not know yet; null if none is.
   */
  @Transactional
  public @Nullable Instant creatingSince(UUID tenant) {
    return links.creatingSince(tenant);
  }

  /**
   * Takes payments as the ledger lists them, removed ones included, into their invoices. Asked
   * again are invoices that are being written.
   */
  @Transactional
  public Absorbed absorbPayments(UUID tenant, long seq, List<LedgerRecord> payments) {
    Map<String, List<LedgerRecord>> byInvoice = unread(tenant, payments);
    Map<String, LinkRow> invoices = links.lock(Kind.INVOICE, tenant, byInvoice.keySet());
    var again = new HashMap<String, Instant>();
    var unknown = new ArrayList<String>();
    var taken = new ArrayList<UUID>();
    byInvoice.forEach(
        (id, paid) -> {
          LinkRow invoice = invoices.get(id);
          if (invoice == null) {
            unknown.add(id);
          } else if (invoice.writing() || seq <= invoice.writeSeq()) {
            again.put(id, changedAt(paid));
          } else {
            // The invoice may have been read in full since: without what was removed meanwhile.
            List<LedgerRecord> news =
                paid.stream().filter(it -> !invoice.isOvertaken(seq, it.changedAt())).toList();
            if (!news.isEmpty()) {
              lostPayments.take(tenant, seq, invoice.record(), news);
              mirror(Kind.PAYMENT).takeSet(tenant, invoice.record(), news);
              taken.add(invoice.record());
            }
          }
        });
    // Billing announces what is news of them.
    return new Absorbed(taken.size(), again, unknown);
  }

  /**
   * Whether a reading of payments showed some that are ours, have no link and could not be judged.
   *
   * @param absorbed what became of the reading
   * @param notTaken the ledger's ids of invoices that could not be taken in
   * @param invoicesCome lost invoices are still looked for
   */
  @Transactional
  public boolean leavesLostPayments(
      UUID tenant,
      List<LedgerRecord> payments,
      Absorbed absorbed,
      Set<String> notTaken,
      boolean invoicesCome) {
    var busy = new HashSet<>(absorbed.askAgain().keySet());
    busy.addAll(notTaken);
    List<String> strange = absorbed.unknown();
    boolean come = invoicesCome || links.creating(Kind.INVOICE, tenant);
    return lostPayments.leaves(
        tenant, payments, busy, come ? strange : linked(Kind.INVOICE, tenant, strange));
  }

  private static Instant changedAt(List<LedgerRecord> records) {
    Instant latest = Instant.MIN;
    for (LedgerRecord it : records) {
      Instant at = it.changedAt() == null ? Instant.MAX : it.changedAt();
      latest = at.isAfter(latest) ? at : latest;
    }
    return latest;
  }

  /** Payments on invoices, without those that our own write made and nobody touched since. */
  private Map<String, List<LedgerRecord>> unread(UUID tenant, List<LedgerRecord> payments) {
    Map<String, LinkTimes> ours =
        links.times(Kind.PAYMENT, tenant, ids(payments)).stream()
            .collect(Collectors.toMap(LinkTimes::ledgerId, Function.identity()));
    return payments.stream()
        .filter(it -> it.fields().containsKey(Fields.INVOICE))
        .filter(
            it -> {
              LinkTimes link = ours.get(it.id());
              return link == null || !Objects.equals(link.wroteAt(), it.changedAt());
            })
        .collect(
            Collectors.groupingBy(it -> Objects.requireNonNull(it.fields().get(Fields.INVOICE))));
  }

  private static List<String> ids(List<LedgerRecord> records) {
    return records.stream().map(LedgerRecord::id).toList();
  }

  /** Whether both values mean the same; a value that was not witnessed counts as the same. */
  public boolean same(Kind kind, String field, String sent, @Nullable String found) {
    return found == null
        || mirror(kind).canonical(field, sent).equals(mirror(kind).canonical(field, found));
  }

  /** Which of these records over there stand for one of ours already. */
  @Transactional
  public Set<String> linked(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return times(kind, tenant, ledgerIds).stream()
        .map(LinkTimes::ledgerId)
        .collect(Collectors.toSet());
  }

  /** What our record comes to now; empty if it is gone or nothing is summed. */
  @Transactional
  public Optional<BigDecimal> total(Kind kind, UUID tenant, UUID record) {
    return Optional.ofNullable(mirror(kind).ours(tenant, List.of(record)).get(record))
        .map(Ours::total);
  }

  /** When linked records were last read and written, by the ledger's clock. */
  public List<LinkTimes> times(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return links.times(kind, tenant, ledgerIds);
  }

  /**
   * Records that were last read before the end of a span, and whose time a payment of ours, or the
   * like, has moved since it began: by that time nobody finds what was changed in the span.
   *
   * @param apart so far apart two times of the same change may be
   * @return the ledger's ids
   */
  public List<String> movedSince(Kind kind, UUID tenant, Instant from, Instant to, Duration apart) {
    return links.movedSince(kind, tenant, from, to, apart);
  }

  /**
   * Payments of ours moved their invoices' times of change, what credit notes settle also theirs.
   *
   * @param times by the ledger's ids; a null where the write's answer did not tell
   */
  @Transactional
  public void touched(Kind kind, UUID tenant, Map<String, @Nullable Instant> times, long seq) {
    if (!times.isEmpty()) {
      links.lock(kind, tenant, times.keySet());
      links.wrote(kind, tenant, times, seq);
    }
  }

  public void forgetStoriesBefore(Instant moment) {
    while (story.forgetBefore(moment) > 0) {}
  }

  private void announce(Kind kind, Collection<UUID> records) {
    changes.announce(records.stream().map(it -> new RecordRef(kind.text(), it)).toList());
  }

  private RecordMirror mirror(Kind kind) {
    return mirrors.of(kind);
  }
}
