package dev.tandem.bench.model;

import dev.tandem.bench.model.Edits.Edit;
import dev.tandem.bench.model.Edits.Place;
import dev.tandem.bench.model.Edits.Side;
import dev.tandem.bench.push.Practice;
import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What Tandem wrote down: conflicts, the story of each record, and what is held for a person. */
final class Traces {

  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
  private static final String OVERLAP = "overlap";

  /** So a story begins to tell that our change went over somebody's in Xero. */
  private static final String OVERTAKEN =
      "Somebody changed this in Xero just before our own change";

  private final JsonMapper json = new JsonMapper();
  private final Map<Place, List<Conflict>> conflicts = new HashMap<>();
  private final Map<RecordRef, List<Told>> stories = new HashMap<>();
  private final Map<RecordRef, List<String>> events = new HashMap<>();
  private final Set<UUID> heldDocuments = new HashSet<>();
  private final List<String> held = new ArrayList<>();
  private final Set<String> toldOnly = new HashSet<>();

  /** A field that is, or was, before a person. */
  private record Conflict(
      String sort, String ours, String theirs, Instant raised, boolean open, boolean decided) {}

  /** A line of a record's story that no write of ours wrote. */
  private record Told(Instant at, String text, Map<String, String> before, String line) {}

  Traces(Practice practice) {
    JdbcClient jdbc = practice.world().bean(JdbcClient.class);
    var transaction = practice.world().bean("inPractice", TransactionTemplate.class);
    practice.run(
        () ->
            transaction.executeWithoutResult(
                _ -> {
                  read(jdbc);
                  readTold(jdbc);
                }));
  }

  private void read(JdbcClient jdbc) {
    jdbc.sql("select * from practice.conflict order by raised_at, id")
        .query(
            (RowCallbackHandler)
                row ->
                    conflicts
                        .computeIfAbsent(
                            new Place(record(row), row.getString("field")), _ -> new ArrayList<>())
                        .add(
                            new Conflict(
                                row.getString("sort"),
                                row.getString("ours"),
                                row.getString("theirs"),
                                row.getTimestamp("raised_at").toInstant(),
                                row.getTimestamp("closed_at") == null,
                                row.getString("decision") != null)));
    jdbc.sql("select * from practice.sync_story order by at, id")
        .query(
            (RowCallbackHandler)
                row -> stories.computeIfAbsent(record(row), _ -> new ArrayList<>()).add(told(row)));
    jdbc.sql(
            """
            select kind, record, document, held from practice.pending_push where held is not null
            union all
            select kind, record, record, held from practice.link where held is not null""")
        .query(
            (RowCallbackHandler)
                row -> {
                  heldDocuments.add(row.getObject("document", UUID.class));
                  held.add(record(row) + ": " + row.getString("held"));
                });
  }

  /** What Xero told of each record, and what is not known of it. */
  private void readTold(JdbcClient jdbc) {
    jdbc.sql(
            """
            select l.kind, l.record, concat_ws(' ', d.event_at::text, 'came', d.received_at::text, d.verdict) as line
              from practice.link l join house.delivery d on d.tenant = l.tenant and d.resource = l.ledger_id
            union all
            select kind, record, concat_ws(' ', 'gaps', gaps::text, 'seen', seen_at::text, 'wrote', wrote_at::text)
              from practice.link
             order by 3""")
        .query(
            (RowCallbackHandler)
                row ->
                    events
                        .computeIfAbsent(record(row), _ -> new ArrayList<>())
                        .add(row.getString("line")));
  }

  private Told told(ResultSet row) throws SQLException {
    Timestamp at = row.getTimestamp("at");
    String before = row.getString("before");
    boolean written = row.getObject("batch") != null;
    return new Told(
        at.toInstant(),
        row.getString("text"),
        before == null || written ? Map.of() : json.readValue(before, VALUES),
        "%s %s %s, before %s, came %s"
            .formatted(
                at.toInstant(),
                row.getString("text"),
                row.getString("changes"),
                before,
                row.getString("came")));
  }

  private static RecordRef record(ResultSet row) throws SQLException {
    return new RecordRef(row.getString("kind"), row.getObject("record", UUID.class));
  }

  /** Whether somebody can read what became of a change that neither side says any more. */
  boolean tell(Place place, Edit it) {
    return isKept(new Place(place.record(), Forms.kept(place.field())), it)
        // Who is called otherwise as a whole is told of as a whole.
        || (Forms.NAMES.contains(place.field())
            && isKept(new Place(place.record(), Forms.NAME), it))
        || isTold(place, it);
  }

  private boolean isKept(Place place, Edit it) {
    return conflicts.getOrDefault(place, List.of()).stream()
            .anyMatch(one -> holds(place.field(), one, it))
        || stories.getOrDefault(place.record(), List.of()).stream()
            .anyMatch(one -> says(place.field(), one.before().get(place.field()), it.value()));
  }

  private static boolean says(String field, @Nullable String text, String value) {
    return text != null
        && switch (field) {
          case Lines.ALL -> Lines.isIn(value, text);
          case Forms.NAME -> Forms.of(field, text).equals(value) || Forms.isIn(value, text);
          default -> Forms.of(field, text).equals(value);
        };
  }

  /** It was gone before it was read: the story says that something was, and where to see what. */
  private boolean isTold(Place place, Edit it) {
    boolean told =
        it.side() == Side.XERO
            && stories.getOrDefault(place.record(), List.of()).stream()
                .anyMatch(one -> one.text().startsWith(OVERTAKEN) && !one.at().isBefore(it.at()));
    if (told) {
      toldOnly.add(place + " " + it);
    }
    return told;
  }

  /** What was overwritten in Xero and nobody was asked about, though the story tells of it. */
  int toldOnly() {
    return toldOnly.size();
  }

  private static boolean holds(String field, Conflict one, Edit it) {
    return says(field, one.ours(), it.value())
        || says(field, one.theirs(), it.value())
        // Nobody knows what stood there: it was gone before it was read.
        || (one.sort().equals(OVERLAP)
            && it.side() == Side.XERO
            && !one.raised().isBefore(it.at()));
  }

  /** Whether it waits for a person to say whose word counts. */
  boolean isOpen(Place place) {
    return Forms.together(place.field()).stream()
        .flatMap(it -> conflicts.getOrDefault(new Place(place.record(), it), List.of()).stream())
        .anyMatch(it -> it.open() && !it.sort().equals(OVERLAP));
  }

  /** Whether something of a record waits for a person because Xero would not take it. */
  boolean isHeld(RecordRef it) {
    return heldDocuments.contains(it.id());
  }

  List<String> held() {
    return held;
  }

  int open() {
    return (int) all().filter(Conflict::open).count();
  }

  int decided() {
    return (int) all().filter(Conflict::decided).count();
  }

  int overlaps() {
    return (int) all().filter(it -> it.sort().equals(OVERLAP)).count();
  }

  private Stream<Conflict> all() {
    return conflicts.values().stream().flatMap(List::stream);
  }

  /** All that is known of a place, each on a line of its own. */
  String about(Place place, Edits edits, @Nullable String here, @Nullable String xero) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s of %s: here '%s', in Xero '%s'".formatted(place.field(), place.record(), here, xero));
    edits.of(place).forEach(it -> lines.add(it.toString()));
    conflicts.getOrDefault(place, List.of()).forEach(it -> lines.add(Objects.toString(it)));
    stories.getOrDefault(place.record(), List.of()).forEach(it -> lines.add("story: " + it.line()));
    events.getOrDefault(place.record(), List.of()).forEach(it -> lines.add("told: " + it));
    return String.join("\n      ", lines);
  }
}
