package dev.tandem.books.web;

import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import dev.tandem.books.outbox.Carried;
import dev.tandem.shared.RecordRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The records that a call carried or changed, with what became of each. */
@Component
class CallRecords {

  private final Story story;
  private final Carried carried;
  private final RecordNames names;

  CallRecords(Story story, Carried carried, RecordNames names) {
    this.story = story;
    this.carried = carried;
    this.names = names;
  }

  /** Those whose story it moved first, then the others that it carried. */
  List<CallRecord> of(SyncLog.Call call) {
    List<StoryEntry> told = story.of(call.tenant(), call.seq());
    List<Carried.Item> items = call.batch() == null ? List.of() : carried.of(call.batch());
    Map<RecordRef, Named> named =
        names.of(
            Stream.concat(
                    told.stream().map(CallRecords::ref), items.stream().map(Carried.Item::record))
                .distinct()
                .toList());
    var records = new ArrayList<CallRecord>();
    var moved = new HashSet<RecordRef>();
    for (StoryEntry it : told) {
      moved.add(ref(it));
      records.add(
          new CallRecord(
              ref(it),
              Objects.requireNonNull(named.get(ref(it))),
              it.text(),
              "good",
              StoryLines.names(it.by()),
              Change.of(it)));
    }
    items.stream()
        .filter(it -> !moved.contains(it.record()))
        .forEach(
            it ->
                records.add(
                    new CallRecord(
                        it.record(),
                        Objects.requireNonNull(named.get(it.record())),
                        CallRecord.text(it),
                        CallRecord.tone(it.fate()),
                        StoryLines.names(it.by()),
                        Change.of(it.sent(), Map.of(), Map.of()))));
    return records;
  }

  private static RecordRef ref(StoryEntry it) {
    return new RecordRef(it.kind(), it.record());
  }
}
