package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final Map<Kind, RecordMirror> mirrors;
  private final Links links;
  private final Names names;
  private final Conflicts conflicts;
  private final Story story;
  private final Changes changes;

  Mirror(
      List<RecordMirror> mirrors,
      Links links,
      Names names,
      Conflicts conflicts,
      Story story,
      Changes changes) {
    this.mirrors =
        new EnumMap<>(
            mirrors.stream().collect(Collectors.toMap(RecordMirror::kind, Function.identity())));
    this.links = links;
    this.names = names;
    this.conflicts = conflicts;
    this.story = story;
    this.changes = changes;
  }

  /** What has to go for each record, read now; the caller has read its revision before. */
  @Transactional
  public List<Proposal> proposals(Kind kind, UUID tenant, Collection<UUID> records) {
    Map<UUID, Ours> ours = mirror(kind).ours(records);
    Map<UUID, LinkRow> linked = links.ofRecords(kind, tenant, records);
    Map<UUID, Set<String>> disputed = conflicts.openFields(kind.text(), records);
    var proposals = new ArrayList<Proposal>();
    for (UUID record : records) {
      Ours our = ours.get(record);
      proposals.add(
          our == null
              ? new Proposal.Nothing(record)
              : proposal(kind, record, our, linked.get(record), disputed));
    }
    return kind == Kind.CLIENT ? named(tenant, proposals) : proposals;
  }

  private Proposal proposal(
      Kind kind, UUID record, Ours ours, @Nullable LinkRow link, Map<UUID, Set<String>> disputed) {
    if (link == null) {
      return ours.wanted()
          ? send(kind, record, ours, null, ours.fields())
          : new Proposal.Nothing(record);
    }
    Set<String> left = disputed.getOrDefault(record, Set.of());
    var changed = new LinkedHashMap<String, String>();
    ours.fields()
        .forEach(
            (field, value) -> {
              if (!value.equals(agreed(link, field).ours()) && !left.contains(field)) {
                changed.put(field, value);
              }
            });
    return changed.isEmpty()
        ? new Proposal.Nothing(record)
        : send(kind, record, ours, link, changed);
  }

  private static Proposal send(
      Kind kind, UUID record, Ours ours, @Nullable LinkRow link, Map<String, String> fields) {
    if (ours.hold() != null) {
      return new Proposal.Hold(record, ours.hold());
    }
    return new Proposal.Send(
        record,
        new Draft(
            kind,
            link == null ? null : link.ledgerId(),
            ours.marker(),
            fields,
            link == null ? null : link.kept()),
        ours.fields());
  }

  private static Pair agreed(LinkRow link, String field) {
    return link.agreed().getOrDefault(field, Pair.NONE);
  }

  /** Gives every client a name that is free over there. */
  private List<Proposal> named(UUID tenant, List<Proposal> proposals) {
    var wanted = new LinkedHashMap<UUID, String>();
    var own = new ArrayList<String>();
    for (Proposal it : proposals) {
      if (it instanceof Proposal.Send send && send.draft().fields().containsKey(Fields.NAME)) {
        wanted.put(send.record(), Objects.requireNonNull(send.draft().fields().get(Fields.NAME)));
        if (send.draft().ledgerId() != null) {
          own.add(send.draft().ledgerId());
        }
      }
    }
    if (wanted.isEmpty()) {
      return proposals;
    }
    Map<UUID, String> free = names.free(tenant, wanted, own);
    return proposals.stream().map(it -> renamed(it, free.get(it.record()))).toList();
  }

  private static Proposal renamed(Proposal proposal, @Nullable String name) {
    if (name == null || !(proposal instanceof Proposal.Send send)) {
      return proposal;
    }
    Draft it = send.draft();
    var fields = new HashMap<>(it.fields());
    fields.put(Fields.NAME, name);
    return new Proposal.Send(
        send.record(),
        new Draft(it.kind(), it.ledgerId(), it.marker(), fields, it.kept()),
        send.ours());
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
   */
  @Transactional
  public void written(Kind kind, UUID tenant, long seq, @Nullable UUID batch, List<Written> all) {
    List<UUID> records = all.stream().map(Written::record).toList();
    Map<UUID, LinkRow> before = links.ofRecords(kind, tenant, records);
    Map<UUID, Ours> ours = mirror(kind).ours(records);
    links.save(
        kind,
        tenant,
        all.stream()
            .map(it -> agree(kind, it, before.get(it.record()), ours.get(it.record()), seq))
            .toList());
    if (kind == Kind.CLIENT) {
      names.note(tenant, all.stream().map(Written::found).toList());
    }
    all.forEach(it -> mirror(kind).linked(it.record(), it.found().id()));
    story.note(kind, batch, told(all, before));
    List<LedgerRecord> found = all.stream().map(Written::found).toList();
    absorb(kind, tenant, links.lock(kind, tenant, ids(found)), found, false);
    announce(kind, records);
  }

  private static List<Story.Event> told(List<Written> all, Map<UUID, LinkRow> before) {
    return all.stream()
        .map(
            it ->
                new Story.Event(
                    it.record(),
                    before.containsKey(it.record()) ? "Changed in Xero" : "Created in Xero",
                    it.sent()))
        .toList();
  }

  private LinkRow agree(
      Kind kind, Written it, @Nullable LinkRow before, @Nullable Ours now, long seq) {
    var pairs = new HashMap<String, Pair>();
    it.sent()
        .forEach(
            (field, sent) ->
                pairs.put(field, new Pair(it.ours().get(field), returned(kind, it, field, sent))));
    LinkRow row =
        before != null && before.ledgerId().equals(it.found().id())
            ? before.with(pairs)
            : new LinkRow(it.record(), it.found().id(), pairs, null, null, null, null, seq, false);
    return row.wrote(it.found().changedAt(), seq)
        .seen(it.found().changedAt(), it.found().kept())
        .held(now == null ? null : hold(it, now));
  }

  /** Found later with another value: somebody edited it since, which is theirs to be taken. */
  private String returned(Kind kind, Written it, String field, String sent) {
    String found = it.found().fields().get(field);
    boolean edited =
        it.later()
            && found != null
            && !mirror(kind).canonical(field, found).equals(mirror(kind).canonical(field, sent));
    return found == null || edited ? sent : found;
  }

  /** Money that comes back different from what was sent is no agreement. */
  private static @Nullable String hold(Written it, Ours now) {
    String theirs = it.found().derived().get(Fields.TOTAL);
    BigDecimal ours = now.total();
    boolean sameLines = Objects.equals(now.fields().get(Fields.LINES), it.ours().get(Fields.LINES));
    return theirs != null
            && ours != null
            && sameLines
            && ours.compareTo(new BigDecimal(theirs)) != 0
        ? "Xero computes a total of %s, Tandem %s: look at the tax of its lines."
            .formatted(theirs, ours.toPlainString())
        : null;
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
   *     recorded proves nothing, nor does one made while a write is under way
   */
  @Transactional
  public Absorbed absorb(Kind kind, UUID tenant, long seq, List<LedgerRecord> theirs) {
    if (kind == Kind.CLIENT) {
      names.note(tenant, theirs);
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
      } else {
        usable.add(it);
      }
    }
    List<UUID> taken = absorb(kind, tenant, locked, usable, true);
    announce(kind, taken);
    return new Absorbed(taken.size(), again, unknown);
  }

  /** Gives the records that changed here. */
  private List<UUID> absorb(
      Kind kind,
      UUID tenant,
      Map<String, LinkRow> linked,
      List<LedgerRecord> theirs,
      boolean withFacts) {
    List<UUID> records = linked.values().stream().map(LinkRow::record).toList();
    Map<UUID, Ours> ours = mirror(kind).ours(records);
    Map<UUID, Set<String>> disputed = conflicts.openFields(kind.text(), records);
    var rows = new ArrayList<LinkRow>();
    var changed = new ArrayList<UUID>();
    for (LedgerRecord it : theirs) {
      LinkRow link = linked.get(it.id());
      Ours our = link == null ? null : ours.get(link.record());
      if (link == null || our == null) {
        continue;
      }
      var outcome =
          new ThreeWayCompare(mirror(kind)).compare(link.agreed(), our.fields(), it.fields());
      rows.add(link.with(settle(kind, link.record(), outcome)).seen(it.changedAt(), it.kept()));
      if (withFacts) {
        mirror(kind).takeFacts(link.record(), it);
      }
      if (!outcome.conflicts.isEmpty() || disputed.containsKey(link.record())) {
        conflicts.settle(kind.text(), link.record(), it.fields().keySet(), disputes(outcome));
      }
      if (!outcome.isEmpty() || (withFacts && it.payments() != null)) {
        changed.add(link.record());
      }
    }
    links.save(kind, tenant, rows);
    return changed;
  }

  private Map<String, Pair> settle(Kind kind, UUID record, ThreeWayCompare.Outcome outcome) {
    var pairs = new HashMap<>(outcome.agree);
    if (!outcome.take.isEmpty()) {
      mirror(kind).take(record, outcome.take);
      pairs.putAll(taken(mirror(kind), record, outcome.take));
      story.note(
          kind,
          null,
          List.of(new Story.Event(record, "Changed by somebody in Xero", outcome.take)));
    }
    return pairs;
  }

  private static List<String> ids(List<LedgerRecord> records) {
    return records.stream().map(LedgerRecord::id).toList();
  }

  /** Ours may keep a value in another form than theirs: agreed is what both say afterwards. */
  private static Map<String, Pair> taken(
      RecordMirror mirror, UUID record, Map<String, String> theirs) {
    Ours now = Objects.requireNonNull(mirror.ours(List.of(record)).get(record));
    var pairs = new HashMap<String, Pair>();
    theirs.forEach((field, value) -> pairs.put(field, new Pair(now.fields().get(field), value)));
    return pairs;
  }

  private static List<Conflicts.Dispute> disputes(ThreeWayCompare.Outcome outcome) {
    return outcome.conflicts.entrySet().stream()
        .map(
            it ->
                new Conflicts.Dispute(
                    it.getKey(),
                    it.getValue().agreed().theirs(),
                    it.getValue().ours(),
                    it.getValue().theirs()))
        .toList();
  }

  /** Notes the names that a reading of clients shows; others carry none. */
  public void noteNames(Kind kind, UUID tenant, List<LedgerRecord> records) {
    if (kind == Kind.CLIENT) {
      names.note(tenant, records);
    }
  }

  /** Whether records of this kind are being created over there just now. */
  public boolean creating(Kind kind) {
    return links.creating(kind);
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
            mirror(Kind.PAYMENT).takeSet(invoice.record(), paid);
            taken.add(invoice.record());
          }
        });
    announce(Kind.INVOICE, taken);
    return new Absorbed(taken.size(), again, unknown);
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

  /** Whether both values mean the same; a value that was not witnessed counts as the same. */
  public boolean same(Kind kind, String field, String sent, @Nullable String found) {
    return found == null
        || mirror(kind).canonical(field, sent).equals(mirror(kind).canonical(field, found));
  }

  /** When linked records were last read and written, by the ledger's clock. */
  public List<LinkTimes> times(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return links.times(kind, tenant, ledgerIds);
  }

  /** The ledger's ids of linked records. */
  public Map<UUID, String> ledgerIds(Kind kind, Collection<UUID> records) {
    return links.ledgerIds(kind, records);
  }

  /** Payments of ours moved their invoices' times of change. */
  @Transactional
  public void touched(Kind kind, UUID tenant, Map<String, Instant> times, long seq) {
    if (!times.isEmpty()) {
      links.lock(kind, tenant, times.keySet());
      links.wrote(kind, tenant, times, seq);
    }
  }

  private void announce(Kind kind, Collection<UUID> records) {
    changes.announce(records.stream().map(it -> new RecordRef(kind.text(), it)).toList());
  }

  private RecordMirror mirror(Kind kind) {
    return Objects.requireNonNull(mirrors.get(kind));
  }
}
