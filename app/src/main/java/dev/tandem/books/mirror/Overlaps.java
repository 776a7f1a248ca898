package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.conflicts.OverlapConflicts;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrace;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes of ours that may have gone over somebody's change. Xero offers no guard against that: what
 * it went over only its history knows, in words. So whoever changed it is told, and a person is
 * asked whether what stands there now is right.
 */
@Component
@Transactional
public class Overlaps {

  /** What our writes of these kinds may change that somebody else may write, too. */
  private static final Map<Kind, Set<String>> ASKED =
      Map.of(
          Kind.INVOICE,
          Set.of(
              Fields.NUMBER,
              Fields.REFERENCE,
              Fields.DATE,
              Fields.DUE_DATE,
              Fields.LINES,
              Fields.LINE_AMOUNTS));

  private static final Set<String> OF_CLIENTS =
      Set.of(Fields.NAME, Fields.GIVEN_NAME, Fields.FAMILY_NAME, Fields.EMAIL);

  private static final Set<String> KINDS =
      Set.of(Kind.CLIENT.text(), Kind.INVOICE.text(), Kind.CREDIT_NOTE.text());

  /** Older writes are not looked at any more: nobody remembers what they meant. */
  private static final Duration LATELY = Duration.ofDays(2);

  /** An entry of the history is this near to the write that it tells of. */
  private static final Duration NEAR = Duration.ofSeconds(5);

  /** A change and its entry in the history are not stamped in the same moment. */
  private static final Duration APART = Duration.ofSeconds(1);

  private static final Duration LOAN = Duration.ofSeconds(60);

  private final Links links;
  private final RecordMirrors mirrors;
  private final OverlapConflicts conflicts;
  private final Story story;
  private final Changes changes;
  private final JdbcClient jdbc;
  private final Clock clock;

  Overlaps(
      Links links,
      RecordMirrors mirrors,
      OverlapConflicts conflicts,
      Story story,
      Changes changes,
      JdbcClient jdbc,
      Clock clock) {
    this.links = links;
    this.mirrors = mirrors;
    this.conflicts = conflicts;
    this.story = story;
    this.changes = changes;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A write to be looked at.
   *
   * @param after up to when the record was known there before it, by the ledger's clock
   * @param until when it arrived there
   * @param sure whether the ledger told of a change between the two
   */
  public record Suspect(
      Kind kind, UUID record, String ledgerId, Instant after, Instant until, boolean sure) {}

  /**
   * The ledger told of changes between our last reading of these records and our write.
   *
   * @param sure whether it cannot be the write itself that it told of
   */
  public void suspect(Kind kind, UUID tenant, Collection<UUID> records, boolean sure) {
    if (records.isEmpty() || !KINDS.contains(kind.text())) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.overlap (tenant, kind, record, known_before, known_until, sure, due_at)
            select tenant, kind, record, known_before, known_until, :sure, :now from practice.link
             where kind = :kind and tenant = :tenant and record = any(:records)
               and known_before is not null and known_until is not null
               and (:sure or known_until is distinct from looked_until)
             order by record
            on conflict (practice_id, tenant, kind, record) do update
               set known_before = least(overlap.known_before, excluded.known_before),
                   known_until = greatest(overlap.known_until, excluded.known_until),
                   sure = overlap.sure or excluded.sure,
                   due_at = least(overlap.due_at, excluded.due_at)""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", records.toArray(UUID[]::new))
        .param("sure", sure)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Lends the one that waits longest. */
  public Optional<Suspect> told(UUID tenant, boolean sure) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update practice.overlap o set due_at = :until
              from practice.link l
             where (o.tenant, o.kind, o.record) in (
                     select tenant, kind, record from practice.overlap
                      where tenant = :tenant and sure = :sure and due_at <= :now
                      order by due_at, record limit 1 for update skip locked)
               and l.practice_id = o.practice_id and l.tenant = o.tenant and l.kind = o.kind
               and l.record = o.record
            returning o.kind, o.record, l.ledger_id, o.known_before, o.known_until, o.sure""")
        .param("until", Timestamp.from(now.plus(LOAN)))
        .param("tenant", tenant)
        .param("sure", sure)
        .param("now", Timestamp.from(now))
        .query(Overlaps::suspect)
        .optional();
  }

  /** The latest write that nobody told anything of and whose history was not looked at. */
  public Optional<Suspect> unlooked(UUID tenant) {
    return jdbc.sql(
            """
            select kind, record, ledger_id, known_before, known_until, false as sure
              from practice.link
             where tenant = :tenant and known_until > :since and known_before is not null
               and known_until is distinct from looked_until and kind = any(:kinds)
             order by known_until desc limit 1""")
        .param("tenant", tenant)
        .param("since", Timestamp.from(clock.instant().minus(LATELY)))
        .param("kinds", KINDS.toArray(String[]::new))
        .query(Overlaps::suspect)
        .optional();
  }

  private static Suspect suspect(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Suspect(
        Kind.of(row.getString("kind")),
        row.getObject("record", UUID.class),
        row.getString("ledger_id"),
        row.getTimestamp("known_before").toInstant(),
        row.getTimestamp("known_until").toInstant(),
        row.getBoolean("sure"));
  }

  /** When {@link #told} has something; null if nothing waits. */
  @Transactional(readOnly = true)
  public @Nullable Instant due(UUID tenant, boolean sure) {
    Timestamp due =
        jdbc.sql("select min(due_at) from practice.overlap where tenant = :tenant and sure = :sure")
            .param("tenant", tenant)
            .param("sure", sure)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }

  /** Whether anybody but us changed the record between our last reading and the write. */
  public boolean isOverlap(Suspect it, List<LedgerTrace> history) {
    return !others(it, history).isEmpty();
  }

  /**
   * Writes down what was found.
   *
   * @param history as the ledger tells it, newest first; null if it does not
   */
  public void conclude(UUID tenant, Suspect it, @Nullable List<LedgerTrace> history) {
    LinkRow link = links.lockRecords(it.kind(), tenant, List.of(it.record())).get(it.record());
    drop(tenant, it);
    if (link == null) {
      return;
    }
    List<LedgerTrace> others = history == null ? List.of() : others(it, history);
    if (others.isEmpty() && !it.sure()) {
      return;
    }
    StoryEntry write = lastWrite(it);
    List<Conflicts.Dispute> disputes =
        write == null || others.isEmpty() || explained(it, write, others)
            ? List.of()
            : overtaken(it, link, write);
    if (!disputes.isEmpty()) {
      conflicts.raise(
          tenant,
          it.kind().text(),
          it.record(),
          disputes,
          others.stream().map(Overlaps::trace).toList());
    }
    story.note(
        it.kind(),
        tenant,
        null,
        List.of(new Story.Event(it.record(), words(others, !disputes.isEmpty()), Map.of())));
    changes.announce(List.of(new RecordRef(it.kind().text(), it.record())));
  }

  /** It is not looked at. */
  public void drop(UUID tenant, Suspect it) {
    jdbc.sql(
            """
            delete from practice.overlap
             where tenant = :tenant and kind = :kind and record = :record
               and known_until <= :until""")
        .param("tenant", tenant)
        .param("kind", it.kind().text())
        .param("record", it.record())
        .param("until", Timestamp.from(it.until()))
        .update();
    jdbc.sql(
            """
            update practice.link set looked_until = :until
             where tenant = :tenant and kind = :kind and record = :record""")
        .param("tenant", tenant)
        .param("kind", it.kind().text())
        .param("record", it.record())
        .param("until", Timestamp.from(it.until()))
        .update();
  }

  /** A program's entry is ours if it names the one that the entry nearest to our write names. */
  private static List<LedgerTrace> others(Suspect it, List<LedgerTrace> history) {
    String ours =
        history.stream()
            .filter(
                one -> one.program() && one.at() != null && distance(one, it).compareTo(NEAR) < 0)
            .min(Comparator.comparing(one -> distance(one, it)))
            .map(LedgerTrace::details)
            .orElse(null);
    return history.stream()
        .filter(one -> one.at() != null)
        .filter(one -> Objects.requireNonNull(one.at()).isAfter(it.after().plus(APART)))
        .filter(one -> !Objects.requireNonNull(one.at()).isAfter(it.until()))
        .filter(one -> !one.program() || (ours != null && !ours.equals(one.details())))
        .toList();
  }

  private static Duration distance(LedgerTrace one, Suspect it) {
    return Duration.between(Objects.requireNonNull(one.at()), it.until()).abs();
  }

  private @Nullable StoryEntry lastWrite(Suspect it) {
    return story.of(it.kind(), it.record()).reversed().stream()
        .filter(one -> one.batch() != null && one.text().equals(Mirror.CHANGED))
        .findFirst()
        .orElse(null);
  }

  /**
   * Somebody's one change shows in a field that we did not write: the answer to our write carried
   * it, and it was taken.
   */
  private boolean explained(Suspect it, StoryEntry write, List<LedgerTrace> others) {
    return others.size() == 1
        && story.of(it.kind(), it.record()).stream()
            .anyMatch(
                one ->
                    one.batch() == null
                        && one.seq() != null
                        && one.seq().equals(write.seq())
                        && one.text().equals(Absorption.TAKEN));
  }

  /** The fields that we wrote and that still say what our write returned. */
  private List<Conflicts.Dispute> overtaken(Suspect it, LinkRow link, StoryEntry write) {
    RecordMirror mirror = mirrors.of(it.kind());
    var disputes = new ArrayList<Conflicts.Dispute>();
    write
        .changes()
        .forEach(
            (field, sent) -> {
              String returned = write.came().getOrDefault(field, sent);
              String before = write.before().get(field);
              Pair now = link.agreed().getOrDefault(field, Pair.NONE);
              boolean same =
                  before != null
                      && mirror.canonical(field, before).equals(mirror.canonical(field, returned));
              boolean stands =
                  now.ours() != null
                      && now.theirs() != null
                      && mirror
                          .canonical(field, now.theirs())
                          .equals(mirror.canonical(field, returned));
              if (isAsked(it.kind(), field) && stands && !same) {
                disputes.add(
                    new Conflicts.Dispute(
                        field,
                        before,
                        Objects.requireNonNull(now.ours()),
                        Objects.requireNonNull(now.theirs())));
              }
            });
    return disputes;
  }

  private static boolean isAsked(Kind kind, String field) {
    return kind == Kind.CLIENT
        ? OF_CLIENTS.contains(field) || Fields.LISTED.contains(field)
        : ASKED.getOrDefault(kind, Set.of()).contains(field);
  }

  private static Conflicts.Trace trace(LedgerTrace it) {
    return new Conflicts.Trace(
        it.at(),
        it.program() ? it.details() : it.who(),
        it.what(),
        it.program() ? "" : it.details());
  }

  private static String words(List<LedgerTrace> others, boolean asked) {
    String who =
        others.stream()
            .map(it -> "%s: %s".formatted(it.program() ? it.details() : it.who(), it.what()))
            .distinct()
            .collect(Collectors.joining("; "));
    return "Somebody changed this in Xero just before our own change arrived there%s. What they wrote into the same fields was overwritten: Xero's history of it shows what it was%s"
        .formatted(
            who.isEmpty() ? "" : " (" + who + ")",
            asked ? ". Under Conflicts somebody says whether it is right as it is" : "");
  }
}
