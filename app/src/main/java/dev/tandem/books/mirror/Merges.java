package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ErasedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Contacts that a person merged over there: the client goes on with the one that is left, and so do
 * its invoices. What that one says counts; what it does not say it is told. What was changed here
 * and had not gone there, or was before a person, is a person's to decide.
 */
@Component
class Merges {

  private final RecordMirrors mirrors;
  private final Pairing pairing;
  private final Absorption absorption;
  private final Links links;
  private final Suffixes suffixes;
  private final GivenToStrangers strangers;
  private final Story story;
  private final ApplicationEventPublisher events;

  Merges(
      RecordMirrors mirrors,
      Pairing pairing,
      Absorption absorption,
      Links links,
      Suffixes suffixes,
      GivenToStrangers strangers,
      Story story,
      ApplicationEventPublisher events) {
    this.mirrors = mirrors;
    this.pairing = pairing;
    this.absorption = absorption;
    this.links = links;
    this.suffixes = suffixes;
    this.strangers = strangers;
    this.story = story;
    this.events = events;
  }

  /**
   * @param seq the lane's count of the call that read the contacts that are left
   * @param left by the ledger's id of the contact that was merged away
   * @return of those, the ids that are being written: they have to be asked again
   */
  Set<String> follow(UUID tenant, long seq, Map<String, LedgerRecord> left) {
    List<String> all =
        Stream.concat(left.keySet().stream(), left.values().stream().map(LedgerRecord::id))
            .distinct()
            .toList();
    Map<String, LinkRow> linked = new HashMap<>(links.lock(Kind.CLIENT, tenant, all));
    var again = new HashSet<String>();
    var moved = new ArrayList<UUID>();
    left.forEach(
        (source, target) -> {
          LinkRow link = linked.get(source);
          if (link == null) {
            return;
          }
          if (link.writing() || seq <= link.writeSeq()) {
            again.add(source);
          } else if (linked.containsKey(target.id())) {
            links.save(
                Kind.CLIENT,
                tenant,
                List.of(link.held(isArchived(tenant, link.record()) ? null : taken(target))));
          } else {
            linked.put(target.id(), move(tenant, seq, link, target));
            moved.add(link.record());
          }
        });
    suffixes.forget(tenant, moved);
    if (!moved.isEmpty()) {
      strangers.readAgain(tenant);
      events.publishEvent(new ClientsToSay(tenant, List.copyOf(moved)));
    }
    return again;
  }

  /** As a person decided who was told of it. */
  private boolean isArchived(UUID tenant, UUID client) {
    return "yes".equals(ours(mirrors.of(Kind.CLIENT), tenant, client).get(Fields.ARCHIVED));
  }

  private static String taken(LedgerRecord target) {
    return "Somebody merged its contact in Xero into %s, which another record here stands for. If they are the same, archive this one here as well; if not, undo the link that is wrong."
        .formatted(target.fields().getOrDefault(Fields.NAME, "another one"));
  }

  private LinkRow move(UUID tenant, long seq, LinkRow link, LedgerRecord target) {
    RecordMirror mirror = mirrors.of(Kind.CLIENT);
    UUID client = link.record();
    // Whoever is saving it now is waited for: what they save is theirs to say.
    mirror.hold(List.of(client));
    Map<String, String> ours = ours(mirror, tenant, client);
    Pairing.Pairs pairs = pairing.of(ours, target, Wins.THEIRS);
    var agreed = new HashMap<>(pairs.agreed());
    boolean erased = ErasedName.of(new ClientId(client)).equals(ours.get(Fields.NAME));
    // Of who was erased nothing is kept beside it, least of all what another contact says.
    Set<String> unsaid = erased ? Set.of() : unsaid(link, ours, target);
    pairs.take().keySet().removeAll(unsaid);
    agreed.keySet().removeAll(unsaid);
    unsaid.forEach(it -> agreed.put(it, link.agreed().getOrDefault(it, Pair.NONE)));
    // Whether it is archived is the contact's own affair: ours must not archive a stranger's.
    agreed.put(
        Fields.ARCHIVED,
        new Pair(ours.get(Fields.ARCHIVED), target.fields().getOrDefault(Fields.ARCHIVED, "no")));
    if (!pairs.take().isEmpty()) {
      mirror.take(tenant, client, pairs.take());
      Map<String, String> now = ours(mirror, tenant, client);
      pairs.take().forEach((field, their) -> agreed.put(field, new Pair(now.get(field), their)));
    }
    var row =
        new LinkRow(
            client, target.id(), agreed, target.kept(), null, target.changedAt(), null, seq, false);
    links.save(Kind.CLIENT, tenant, List.of(row));
    links.followClient(tenant, link.ledgerId(), target.id());
    story.note(
        Kind.CLIENT,
        tenant,
        seq,
        null,
        List.of(
            new Story.Event(
                client,
                "Merged in Xero into another contact, which it stands for now",
                pairs.different())));
    // As any reading of it: what both changed comes before a person, and what was in dispute with
    // the contact that is gone is in dispute with this one, or settled.
    absorption.absorb(Kind.CLIENT, tenant, Map.of(target.id(), row), List.of(target), seq, true);
    return row;
  }

  /**
   * The fields of which ours was changed since both last agreed, with all that is one with them, as
   * far as the contact that is left says something else.
   */
  private static Set<String> unsaid(LinkRow link, Map<String, String> ours, LedgerRecord target) {
    return Pairing.wholes()
        .filter(
            whole -> whole.stream().anyMatch(it -> !target.fields().getOrDefault(it, "").isBlank()))
        .filter(
            whole ->
                whole.stream()
                    .anyMatch(
                        it ->
                            ours.containsKey(it)
                                && link.agreed().containsKey(it)
                                && !Objects.equals(
                                    ours.get(it),
                                    link.agreed().getOrDefault(it, Pair.NONE).ours())))
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> ours(RecordMirror mirror, UUID tenant, UUID client) {
    return Objects.requireNonNull(mirror.ours(tenant, List.of(client)).get(client)).fields();
  }
}
