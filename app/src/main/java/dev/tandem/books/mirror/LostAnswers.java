package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes that nobody answered and of which the record shows nothing, though somebody changed it
 * since. One that arrived and was written over looks like one that never did, and what it went over
 * itself is gone all the same: an address goes as a whole, and only a part of it was written over.
 * Xero's history knows which it was.
 */
@Component
public class LostAnswers {

  /** How a record's story tells of it. */
  static final String OPEN =
      "Sent to Xero, which did not answer, and changed by somebody there since";

  private final Links links;
  private final Overlaps overlaps;
  private final Story story;

  LostAnswers(Links links, Overlaps overlaps, Story story) {
    this.links = links;
    this.overlaps = overlaps;
    this.story = story;
  }

  /**
   * One such write.
   *
   * @param sent the fields that travelled, in the ledger's form
   * @param found how the ledger shows the record now
   */
  public record Lost(UUID record, Map<String, String> sent, LedgerRecord found) {}

  /**
   * Keeps the gap before it, tells it in the record's story, and has the history looked at. Where
   * the record was not changed since we knew it the write never arrived.
   *
   * @param seq the lane's count of the call that showed the records
   */
  @Transactional
  public void keep(Kind kind, UUID tenant, long seq, UUID batch, List<Lost> all) {
    if (all.isEmpty() || !Overlaps.KINDS.contains(kind)) {
      return;
    }
    Map<UUID, LinkRow> linked =
        links.lockRecords(kind, tenant, all.stream().map(Lost::record).toList());
    Map<UUID, Lost> changed =
        all.stream()
            .filter(it -> isChanged(linked.get(it.record()), it.found()))
            .collect(Collectors.toMap(Lost::record, Function.identity()));
    var told = new ArrayList<Story.Event>();
    changed.forEach(
        (record, it) -> {
          LinkRow link = linked.get(record);
          Instant at = it.found().changedAt();
          if (link != null && at != null) {
            links.leaveGap(kind, tenant, record, at);
            told.add(new Story.Event(record, OPEN, it.sent(), known(link, it.sent()), Map.of()));
          }
        });
    story.note(kind, tenant, seq, batch, told);
    overlaps.suspect(kind, tenant, changed.keySet(), false);
  }

  /** Where nothing is known of its times there is nothing to hold its time of change against. */
  private static boolean isChanged(@Nullable LinkRow link, LedgerRecord found) {
    Instant at = found.changedAt();
    return link != null
        && at != null
        && link.ledgerId().equals(found.id())
        && (link.seenAt() != null || link.wroteAt() != null)
        && (link.seenAt() == null || at.isAfter(link.seenAt()))
        && (link.wroteAt() == null || at.isAfter(link.wroteAt()));
  }

  private static Map<String, String> known(LinkRow link, Map<String, String> sent) {
    var known = new HashMap<String, String>();
    sent.keySet()
        .forEach(
            field -> {
              String theirs = link.agreed().getOrDefault(field, Pair.NONE).theirs();
              if (theirs != null) {
                known.put(field, theirs);
              }
            });
    return known;
  }
}
