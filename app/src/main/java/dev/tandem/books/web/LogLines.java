package dev.tandem.books.web;

import dev.tandem.books.lane.LogChain;
import dev.tandem.books.lane.LoggedCalls;
import dev.tandem.books.lane.LoggedCalls.Place;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls as JSON lines, newest first, each with what it did to records and with its place in the
 * chain: whoever has such a file can prove what it says (docs/runbook.md, "Prove the log").
 */
@Component
class LogLines {

  private static final int PORTION = 200;

  private final SyncLog log;
  private final LogChain chain;
  private final LoggedCalls calls;
  private final Story story;
  private final JsonMapper json;

  LogLines(SyncLog log, LogChain chain, LoggedCalls calls, Story story, JsonMapper json) {
    this.log = log;
    this.chain = chain;
    this.calls = calls;
    this.story = story;
    this.json = json;
  }

  /** Exactly those that the search finds. */
  void write(SyncLog.Search search, Writer out) throws IOException {
    chain.sealAll();
    List<SyncLog.Call> portion = log.portion(search, null, PORTION);
    while (!portion.isEmpty()) {
      Map<UUID, Place> places = calls.places(portion);
      Map<UUID, StoryEntry> entries =
          story.byIds(places.values().stream().flatMap(it -> it.stories().stream()).toList());
      for (SyncLog.Call it : portion) {
        out.write(json.writeValueAsString(line(it, places.get(it.id()), entries)));
        out.write('\n');
      }
      out.flush();
      portion = log.portion(search, portion.getLast(), PORTION);
    }
  }

  /** The fields from position to message stand in the order in which the hash covers them. */
  private static Map<String, @Nullable Object> line(
      SyncLog.Call it, @Nullable Place place, Map<UUID, StoryEntry> entries) {
    var line = new LinkedHashMap<String, @Nullable Object>();
    line.put("previous", place == null ? null : place.previous());
    line.put("position", place == null ? null : place.position());
    line.put("id", it.id());
    line.put("at", it.at().toString());
    line.put("organisation", it.tenant());
    line.put("seq", it.seq());
    line.put("operation", it.operation());
    line.put("job", it.job().text());
    line.put("direction", it.push() ? "push" : "pull");
    line.put("records", it.records());
    line.put("outcome", it.outcome());
    line.put("httpStatus", it.httpStatus());
    line.put("millis", it.millis());
    line.put("bytes", it.bytes());
    line.put("bytesSent", it.bytesOut());
    line.put("correlation", it.correlation());
    line.put("batch", it.batch());
    line.put("message", it.message());
    line.put("stories", place == null ? List.of() : stories(place, entries));
    line.put("hash", place == null ? null : place.hash());
    return line;
  }

  private static List<Map<String, @Nullable Object>> stories(
      Place place, Map<UUID, StoryEntry> entries) {
    return place.stories().stream()
        .map(entries::get)
        .filter(Objects::nonNull)
        .map(LogLines::story)
        .toList();
  }

  private static Map<String, @Nullable Object> story(StoryEntry it) {
    var story = new LinkedHashMap<String, @Nullable Object>();
    story.put("id", it.id());
    story.put("at", it.at().toString());
    story.put("kind", it.kind());
    story.put("record", it.record());
    story.put("organisation", it.tenant());
    story.put("seq", it.seq());
    story.put("batch", it.batch());
    story.put("text", it.text());
    story.put("causedBy", it.by());
    story.put("changes", new TreeMap<>(it.changes()));
    story.put("before", new TreeMap<>(it.before()));
    story.put("came", new TreeMap<>(it.came()));
    story.put("digest", it.digest());
    return story;
  }
}
