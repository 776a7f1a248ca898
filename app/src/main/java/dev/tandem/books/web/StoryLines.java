package dev.tandem.books.web;

import dev.tandem.books.lane.LoggedCalls;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Cause;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import dev.tandem.books.outbox.Carried;
import dev.tandem.books.refusals.Catalogue;
import dev.tandem.shared.RecordRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A record's whole story with the ledger: what was sent and taken, what was refused, by whom it was
 * caused, and by which calls it went.
 */
@Component
class StoryLines {

  private final Story story;
  private final Carried carried;
  private final LoggedCalls calls;
  private final FieldWords words;

  StoryLines(Story story, Carried carried, LoggedCalls calls, FieldWords words) {
    this.words = words;
    this.story = story;
    this.carried = carried;
    this.calls = calls;
  }

  /** Oldest first. */
  List<StoryLine> of(RecordRef record, OrganisationNames.Known known) {
    List<StoryEntry> told = story.of(Kind.of(record.kind()), record.id());
    List<Carried.Item> refused = carried.refused(record);
    Map<UUID, SyncLog.Call> sentBy =
        calls.ofBatches(refused.stream().map(Carried.Item::batch).toList());
    Map<UUID, SyncLog.Call> cameOf = cameOf(told);
    var lines = new ArrayList<StoryLine>();
    told.forEach(
        it ->
            lines.add(
                line(
                    it, cameOf.get(it.id()), known, readable(it.tenant(), record, Change.of(it)))));
    refused.forEach(
        it ->
            lines.add(
                line(
                    it,
                    sentBy.get(it.batch()),
                    known,
                    readable(it.tenant(), record, Change.of(it.sent(), Map.of(), Map.of())))));
    lines.sort(Comparator.comparing(StoryLine::at));
    return lines;
  }

  /** Whoever pays is shown by name. */
  private List<Change> readable(@Nullable UUID tenant, RecordRef record, List<Change> changes) {
    return changes.stream()
        .map(
            it ->
                FieldWords.isPayer(record, it.field())
                    ? it.in(FieldWords.label(it.field()), words.of(tenant, record))
                    : it)
        .toList();
  }

  /** The calls by entry. Of older entries only the batch is known. */
  private Map<UUID, SyncLog.Call> cameOf(List<StoryEntry> told) {
    var cameOf = new HashMap<UUID, SyncLog.Call>();
    told.stream()
        .filter(it -> it.tenant() != null && it.seq() != null)
        .collect(Collectors.groupingBy(it -> Objects.requireNonNull(it.tenant())))
        .forEach(
            (tenant, entries) -> {
              var bySeq = calls.ofSeqs(tenant, entries.stream().map(StoryEntry::seq).toList());
              entries.forEach(it -> cameOf.put(it.id(), bySeq.get(it.seq())));
            });
    List<StoryEntry> old =
        told.stream().filter(it -> it.seq() == null && it.batch() != null).toList();
    var byBatch = calls.ofBatches(old.stream().map(StoryEntry::batch).toList());
    old.forEach(it -> cameOf.put(it.id(), byBatch.get(it.batch())));
    return cameOf;
  }

  private static StoryLine line(
      StoryEntry it,
      SyncLog.@Nullable Call call,
      OrganisationNames.Known known,
      List<Change> changes) {
    return new StoryLine(
        it.at(),
        it.text(),
        names(it.by()),
        known.name(it.tenant()),
        changes,
        call == null ? null : call.id(),
        call == null ? null : call.correlation(),
        false);
  }

  private static StoryLine line(
      Carried.Item it,
      SyncLog.@Nullable Call call,
      OrganisationNames.Known known,
      List<Change> changes) {
    return new StoryLine(
        it.at(),
        told(it),
        names(it.by()),
        known.name(it.tenant()),
        changes,
        call == null ? null : call.id(),
        call == null ? null : call.correlation(),
        true);
  }

  /** What Tandem itself holds it with was said by nobody in Xero. */
  private static String told(Carried.Item it) {
    String why = String.valueOf(it.reason());
    boolean ours =
        Catalogue.find(why, Kind.of(it.record().kind()))
            .filter(known -> known.happened().isEmpty())
            .isPresent();
    return (ours ? "Held: " : "Refused by Xero: ") + why;
  }

  /** "Jo Field, API key Till"; null of nobody. */
  static @Nullable String names(List<Cause> by) {
    return by.isEmpty()
        ? null
        : by.stream()
            .map(it -> it.kind().equals("API_KEY") ? "API key " + it.name() : it.name())
            .distinct()
            .collect(Collectors.joining(", "));
  }
}
