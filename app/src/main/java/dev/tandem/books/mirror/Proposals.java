package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Addresses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Works out what has to travel to the ledger: everything of a record that it does not have, of
 * another only the fields that differ from what we said when both last agreed.
 */
@Component
class Proposals {

  private final RecordMirrors mirrors;
  private final Links links;
  private final Names names;
  private final Suffixes suffixes;
  private final Conflicts conflicts;
  private final Absorption absorption;
  private final Addresses addresses;
  private final Doubts doubts;

  Proposals(
      RecordMirrors mirrors,
      Links links,
      Names names,
      Suffixes suffixes,
      Conflicts conflicts,
      Absorption absorption,
      Addresses addresses,
      Doubts doubts) {
    this.mirrors = mirrors;
    this.links = links;
    this.names = names;
    this.suffixes = suffixes;
    this.conflicts = conflicts;
    this.absorption = absorption;
    this.addresses = addresses;
    this.doubts = doubts;
  }

  /** What has to go for each record, read now; the caller has read its revision before. */
  List<Proposal> of(Kind kind, UUID tenant, Collection<UUID> records) {
    Map<UUID, Set<String>> disputed = conflicts.openFields(tenant, kind.text(), records);
    Set<UUID> busy = Set.of();
    if (!disputed.isEmpty()) {
      busy = absorption.review(kind, tenant, records);
      disputed = conflicts.openFields(tenant, kind.text(), records);
    }
    Map<UUID, Ours> ours = mirrors.of(kind).ours(tenant, records);
    Map<UUID, LinkRow> linked = links.ofRecords(kind, tenant, records);
    Map<UUID, String> given = kind == Kind.CLIENT ? suffixes.of(tenant, linked.keySet()) : Map.of();
    var proposals = new ArrayList<Proposal>();
    for (UUID record : records) {
      Ours our = ours.get(record);
      proposals.add(
          our == null
              ? new Proposal.Nothing(record)
              : busy.contains(record)
                  ? new Proposal.Busy(record)
                  : proposal(kind, record, our, linked.get(record), disputed, given.get(record)));
    }
    return kind == Kind.CLIENT
        ? named(tenant, stillUnlinked(tenant, certain(tenant, proposals)), given)
        : proposals;
  }

  /**
   * What made this payment over there, though it was removed here since; null if it is gone or its
   * id there is known.
   */
  Proposal.@Nullable Send paymentAsMade(UUID tenant, UUID payment) {
    Ours ours = mirrors.of(Kind.PAYMENT).ours(tenant, List.of(payment)).get(payment);
    if (ours == null || !ours.fields().containsKey(Fields.INVOICE)) {
      return null;
    }
    var fields = new HashMap<>(ours.fields());
    fields.put(Fields.STATUS, Fields.APPROVED);
    return new Proposal.Send(
        payment, new Draft(Kind.PAYMENT, null, ours.marker(), fields, null, null), fields);
  }

  /** What made this receipt over there, whatever holds it here by now. */
  Proposal.@Nullable Send receiptAsMade(UUID tenant, UUID receipt) {
    Ours ours = mirrors.of(Kind.RECEIPT).ours(tenant, List.of(receipt)).get(receipt);
    return ours == null || !ours.wanted()
        ? null
        : new Proposal.Send(
            receipt,
            new Draft(Kind.RECEIPT, null, ours.marker(), ours.fields(), null, null),
            ours.fields());
  }

  /**
   * A link that was made between our reading of the links and that of the doubts takes both away:
   * the client is in the ledger, and nothing says so any more. It is left for the next claim.
   */
  private List<Proposal> stillUnlinked(UUID tenant, List<Proposal> proposals) {
    List<UUID> creations = creations(proposals);
    if (creations.isEmpty()) {
      return proposals;
    }
    Set<UUID> meanwhile = links.ledgerIds(Kind.CLIENT, tenant, creations).keySet();
    return proposals.stream()
        .filter(it -> !(meanwhile.contains(it.record()) && isCreation(it)))
        .toList();
  }

  private static List<UUID> creations(List<Proposal> proposals) {
    return proposals.stream().filter(Proposals::isCreation).map(Proposal::record).toList();
  }

  private static boolean isCreation(Proposal it) {
    return it instanceof Proposal.Send send && send.draft().creation();
  }

  private Proposal proposal(
      Kind kind,
      UUID record,
      Ours ours,
      @Nullable LinkRow link,
      Map<UUID, Set<String>> disputed,
      @Nullable String given) {
    if (link == null) {
      return ours.wanted()
          ? send(kind, record, ours, null, ours.fields())
          : new Proposal.Nothing(record);
    }
    Set<String> left = whole(kind, disputed.getOrDefault(record, Set.of()));
    Map<String, String> changed =
        new Agreement(mirrors.of(kind)).toSay(link.agreed(), ours.fields(), left);
    if (Fields.REMOVED.equals(ours.fields().get(Fields.STATUS))) {
      // Cancelled here: what else was changed before does not matter any more, and the ledger, told
      // both at once, would only cancel.
      changed.keySet().retainAll(Set.of(Fields.STATUS));
    }
    if ("no".equals(changed.get(Fields.ARCHIVED)) && !left.contains(Fields.NAME)) {
      // Somebody may have taken the name over there meanwhile: it is chosen anew.
      changed.putIfAbsent(Fields.NAME, ours.fields().getOrDefault(Fields.NAME, ""));
    }
    if (changed.containsKey(Fields.CURRENCY) && ours.fields().containsKey(Fields.RATE)) {
      // Xero: with another currency it takes its own rate of the day unless it is told one.
      changed.putIfAbsent(Fields.RATE, ours.fields().getOrDefault(Fields.RATE, ""));
    }
    Pair name = link.agreed().getOrDefault(Fields.NAME, Pair.NONE);
    if (given != null && given.equals(name.theirs()) && !left.contains(Fields.NAME)) {
      // We put a number behind it: perhaps nobody carries the plain name any more.
      changed.putIfAbsent(Fields.NAME, ours.fields().getOrDefault(Fields.NAME, ""));
    }
    return changed.isEmpty()
        ? new Proposal.Nothing(record)
        : send(kind, record, ours, link, changed);
  }

  /** Of what is one whole nothing goes while a part of it is in dispute. */
  private Set<String> whole(Kind kind, Set<String> disputed) {
    RecordMirror mirror = mirrors.of(kind);
    var whole = new HashSet<>(disputed);
    disputed.stream().filter(mirror::partOfWhole).forEach(it -> whole.addAll(mirror.together(it)));
    return whole;
  }

  private Proposal send(
      Kind kind, UUID record, Ours ours, @Nullable LinkRow link, Map<String, String> fields) {
    if (link != null && WholeComparison.GONE.equals(link.held())) {
      // It would go to an id that nobody has: a person says what becomes of it.
      return new Proposal.Hold(record, WholeComparison.GONE);
    }
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
            link == null ? null : link.kept(),
            link == null ? page(ours) : null),
        dated(ours, link));
  }

  /** What is only made and removed over there does not say its day any more once it is there. */
  private static Map<String, String> dated(Ours ours, @Nullable LinkRow link) {
    String day = link == null ? null : link.agreed().getOrDefault(Fields.DATE, Pair.NONE).ours();
    if (day == null || ours.fields().containsKey(Fields.DATE)) {
      return ours.fields();
    }
    var fields = new HashMap<>(ours.fields());
    fields.put(Fields.DATE, day);
    return fields;
  }

  /** Said only when it is made: an address that changes later is no change of the record. */
  private @Nullable String page(Ours ours) {
    String path = ours.path();
    return path == null || !addresses.isPublic() ? null : addresses.of(path).toString();
  }

  /** Nobody is made over there who looks like somebody that is. */
  private List<Proposal> certain(UUID tenant, List<Proposal> proposals) {
    Map<UUID, String> about = doubts.about(tenant, creations(proposals));
    return proposals.stream()
        .map(
            it -> {
              String doubt = about.get(it.record());
              return doubt == null ? it : new Proposal.Hold(it.record(), doubt);
            })
        .toList();
  }

  /** Gives every client a name that is free over there. */
  private List<Proposal> named(UUID tenant, List<Proposal> proposals, Map<UUID, String> given) {
    var wanted = new LinkedHashMap<UUID, String>();
    var own = new HashMap<UUID, String>();
    for (Proposal it : proposals) {
      if (it instanceof Proposal.Send send && send.draft().fields().containsKey(Fields.NAME)) {
        wanted.put(send.record(), Objects.requireNonNull(send.draft().fields().get(Fields.NAME)));
        if (send.draft().ledgerId() != null) {
          own.put(send.record(), send.draft().ledgerId());
        }
      }
    }
    if (wanted.isEmpty()) {
      return proposals;
    }
    Map<UUID, String> free = names.free(tenant, wanted, own, given);
    return proposals.stream().map(it -> renamed(it, free.get(it.record()), given)).toList();
  }

  private static Proposal renamed(
      Proposal proposal, @Nullable String name, Map<UUID, String> given) {
    if (name == null || !(proposal instanceof Proposal.Send send)) {
      return proposal;
    }
    Draft it = send.draft();
    var fields = new HashMap<>(it.fields());
    String wanted = fields.put(Fields.NAME, name);
    if (!name.equals(wanted) && name.equals(given.get(send.record()))) {
      // The plain name is still carried: the number that it has stays.
      fields.remove(Fields.NAME);
      if (fields.isEmpty()) {
        return new Proposal.Nothing(send.record());
      }
    }
    return new Proposal.Send(
        send.record(),
        new Draft(it.kind(), it.ledgerId(), it.marker(), fields, it.kept(), it.page()),
        send.ours());
  }
}
