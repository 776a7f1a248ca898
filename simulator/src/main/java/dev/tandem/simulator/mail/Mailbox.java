package dev.tandem.simulator.mail;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every mail that was taken, newest last. Nothing ever leaves the machine. */
public final class Mailbox {
  private static final int KEPT = 500;

  private final Drawer drawer;
  private final Clock clock;

  public Mailbox(Journal journal, Clock clock) {
    this.drawer = new Drawer("mail", journal);
    this.clock = clock;
  }

  /** A mail that Xero itself sends. */
  public void receive(String from, String to, String subject, String text) {
    ObjectNode mail = Json.object().put("from", from).put("subject", subject).put("text", text);
    mail.putArray("to").add(to);
    take(mail, "");
  }

  synchronized String take(JsonNode sent, String key) {
    String id = UUID.randomUUID().toString();
    ObjectNode mail =
        Json.object().put("id", id).put("at", clock.instant().toString()).put("key", key);
    for (String field : List.of("from", "to", "subject", "text", "html", "reply_to", "cc")) {
      if (sent.has(field)) {
        mail.set(field, sent.path(field));
      }
    }
    drawer.put(id, mail);
    List<ObjectNode> all = drawer.all();
    if (all.size() > KEPT) {
      drawer.remove(all.getFirst().path("id").asString());
    }
    return id;
  }

  public List<ObjectNode> all() {
    return drawer.all();
  }

  public Optional<ObjectNode> find(String id) {
    return drawer.get(id);
  }

  public void clear() {
    drawer.clear();
  }
}
