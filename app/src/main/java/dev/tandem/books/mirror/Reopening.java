package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.DecidedConflicts;
import dev.tandem.books.conflicts.DecidedConflicts.Decided;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A decision is taken back, and both sides differ as before, while nothing has come of it in the
 * ledger: ours has not gone there, or theirs stands here as it was taken.
 */
@Component
@Transactional
public class Reopening {

  /** Ours waits for so long before it goes: who has decided by mistake sees it at once. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** What was taken here is common knowledge after that: it is corrected like anything else. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Of most, something has come by now: those are passed over. */
  private static final int LOOKED_AT = 500;

  private final DecidedConflicts conflicts;
  private final Links links;
  private final RecordMirrors mirrors;
  private final Story story;
  private final Changes changes;
  private final Clock clock;

  Reopening(
      DecidedConflicts conflicts,
      Links links,
      RecordMirrors mirrors,
      Story story,
      Changes changes,
      Clock clock) {
    this.conflicts = conflicts;
    this.links = links;
    this.mirrors = mirrors;
    this.story = story;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * A decision that can be taken back now.
   *
   * @param id names it
   * @param ours whether ours stays
   */
  public record Open(
      UUID id, RecordRef record, List<String> fields, boolean ours, String by, Instant at) {}

  /** The latest first. */
  @Transactional(readOnly = true)
  public List<Open> all(int most) {
    List<List<Decided>> decided =
        groups(conflicts.undoable(clock.instant().minus(LONGEST), LOOKED_AT));
    Map<Place, Now> now = now(decided);
    return decided.stream()
        .filter(it -> stands(it, now.getOrDefault(Place.of(it.getFirst()), Now.NOWHERE)))
        .limit(most)
        .map(
            it -> {
              Decided first = it.getFirst();
              return new Open(
                  first.id(),
                  new RecordRef(first.kind(), first.record()),
                  it.stream().map(Decided::field).toList(),
                  first.ours(),
                  first.by(),
                  first.at());
            })
        .toList();
  }

  private record Place(Kind kind, UUID tenant, UUID record) {

    static Place of(Decided it) {
      return new Place(Kind.of(it.kind()), it.tenant(), it.record());
    }
  }

  /** How both sides of a record are. */
  private record Now(@Nullable LinkRow link, @Nullable Ours ours) {

    static final Now NOWHERE = new Now(null, null);
  }

  private Map<Place, Now> now(List<List<Decided>> decided) {
    var now = new HashMap<Place, Now>();
    decided.stream()
        .map(it -> Place.of(it.getFirst()))
        .distinct()
        .collect(Collectors.groupingBy(Place::kind, Collectors.groupingBy(Place::tenant)))
        .forEach(
            (kind, tenants) ->
                tenants.forEach((tenant, places) -> now.putAll(now(kind, tenant, places))));
    return now;
  }

  private Map<Place, Now> now(Kind kind, UUID tenant, List<Place> places) {
    List<UUID> records = places.stream().map(Place::record).toList();
    Map<UUID, LinkRow> there = links.ofRecords(kind, tenant, records);
    Map<UUID, Ours> here = mirrors.of(kind).ours(tenant, records);
    return places.stream()
        .collect(
            Collectors.toMap(
                it -> it, it -> new Now(there.get(it.record()), here.get(it.record()))));
  }

  private static List<List<Decided>> groups(List<Decided> all) {
    var groups = new LinkedHashMap<String, List<Decided>>();
    all.forEach(
        it ->
            groups
                .computeIfAbsent(
                    it.record() + " " + it.tenant() + " " + it.at() + " " + it.ours(),
                    _ -> new ArrayList<>())
                .add(it));
    return List.copyOf(groups.values());
  }

  /** Whether the two sides are as the decision left them, and nothing of it is on its way. */
  private static boolean stands(List<Decided> decided, Now at) {
    LinkRow link = at.link();
    Ours ours = at.ours();
    return link != null
        && ours != null
        && !link.writing()
        && decided.stream()
            .allMatch(
                it -> {
                  Pair now = link.agreed().getOrDefault(it.field(), Pair.NONE);
                  return Objects.equals(now.theirs(), it.theirs())
                      && Objects.equals(
                          now.ours(), it.ours() ? null : ours.fields().get(it.field()));
                });
  }

  /**
   * @param id as {@link Open#id}
   * @throws Refused if something has come of it by now
   */
  public void reopen(Kind kind, UUID record, UUID id) {
    List<Decided> decided = conflicts.undoable(kind.text(), record, id);
    if (decided.isEmpty()) {
      throw new Refused("That decision cannot be taken back any more. Nothing was changed.");
    }
    UUID tenant = decided.getFirst().tenant();
    LinkRow link = links.lockRecords(kind, tenant, List.of(record)).get(record);
    mirrors.of(kind).hold(List.of(record));
    Ours now = mirrors.of(kind).ours(tenant, List.of(record)).get(record);
    if (link == null || !stands(decided, new Now(link, now))) {
      throw new Refused(
          "It is on its way to Xero, or there already, or was changed since. Nothing was taken back: correct the record instead.");
    }
    boolean ours = decided.getFirst().ours();
    var before = new HashMap<String, String>();
    decided.forEach(it -> before.put(it.field(), it.oursBefore()));
    if (!ours) {
      mirrors.of(kind).correct(tenant, record, before);
    }
    var pairs = new HashMap<String, Pair>();
    decided.forEach(it -> pairs.put(it.field(), new Pair(it.agreedOurs(), it.agreedTheirs())));
    links.save(kind, tenant, List.of(link.with(pairs)));
    conflicts.reopen(decided.stream().map(Decided::id).toList());
    story.note(
        kind,
        tenant,
        null,
        List.of(
            new Story.Event(
                record,
                "The decision was taken back: each side keeps its own until somebody decides again",
                ours ? Map.of() : before,
                Map.of(),
                Map.of())));
    changes.announce(new RecordRef(kind.text(), record));
  }
}
