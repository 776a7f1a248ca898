package dev.tandem.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person needs to find out how a run came to its end, in a folder of its own. */
final class Evidence {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<String, String> QUESTIONS =
      Map.of(
          "pending.txt", "select * from practice.pending_push order by kind, queued_at",
          "batches.txt",
              "select id, kind, verb, url, prepared_at, epoch, state, next_at, replay, closed_at from practice.push_batch order by prepared_at",
          "items.txt",
              "select i.* from practice.push_item i join practice.push_batch b on b.practice_id = i.practice_id and b.id = i.batch order by b.prepared_at, i.position",
          "links.txt", "select * from practice.link order by kind, record",
          "log.txt", "select * from practice.sync_log order by at, id",
          "stories.txt", "select * from practice.sync_story order by at, id",
          "conflicts.txt", "select * from practice.conflict");

  private final Path folder;
  private final Office office;
  private final Room room;

  Evidence(Path folder, Office office, Room room) {
    this.folder = folder;
    this.office = office;
    this.room = room;
  }

  void write(
      Run.Outcome outcome,
      Acknowledged acknowledged,
      JsonNode books,
      JsonNode calls,
      List<JsonNode> struck) {
    text("findings.txt", lines(outcome.findings()));
    text("changes.txt", lines(acknowledged.story()));
    text("books.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(books));
    text(
        "calls.txt", calls.valueStream().map(JsonNode::toString).collect(Collectors.joining("\n")));
    text("struck.txt", lines(struck));
    QUESTIONS.forEach((name, question) -> text(name, lines(office.rows(room, question))));
  }

  /** Refusals that no fault made: the engine called more often than it may. */
  static int limits(JsonNode calls, List<JsonNode> struck) {
    long refused = calls.valueStream().filter(it -> it.path("status").asInt() == 429).count();
    long played =
        struck.stream().filter(it -> it.path("kind").asString().equals("rate-limit")).count();
    return (int) Math.max(0, refused - played);
  }

  private static String lines(List<?> all) {
    return all.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private void text(String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
