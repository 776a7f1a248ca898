package dev.tandem.bench.chaos;

import dev.tandem.books.outbox.Outbox.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the application says at the end.
 *
 * @param records clients and invoices as its API answers them, those that were acknowledged
 * @param clients how many there are in all, as far as they were counted
 * @param standings of records that are not in step
 */
record Ours(
    Map<UUID, JsonNode> records,
    int clients,
    int invoices,
    Map<UUID, Standing> standings,
    List<Office.Link> links) {

  static Ours look(Acknowledged acknowledged, Doing doing, Office office, Room room)
      throws InterruptedException {
    var records = new HashMap<UUID, JsonNode>();
    for (Acknowledged.Client it : acknowledged.clients()) {
      records.put(it.id, doing.get("/api/v1/clients/" + it.id));
    }
    for (Acknowledged.Invoice it : acknowledged.invoices()) {
      records.put(it.id, doing.get("/api/v1/invoices/" + it.id));
    }
    return new Ours(
        records,
        doing.get("/api/v1/clients?status=all&size=1").path("total").asInt(),
        doing.get("/api/v1/invoices?size=1").path("total").asInt(),
        office.notInStep(room).stream()
            .collect(Collectors.toMap(it -> it.record().id(), Function.identity())),
        office.links(room));
  }

  JsonNode record(UUID id) {
    JsonNode record = records.get(id);
    if (record == null) {
      throw new IllegalArgumentException("Nobody asked for " + id);
    }
    return record;
  }

  boolean inStep(UUID id) {
    return !standings.containsKey(id);
  }

  /** The ledger's id of a record; null if it is not linked. */
  @Nullable String ledgerId(UUID record) {
    return links.stream()
        .filter(it -> it.record().equals(record))
        .map(Office.Link::ledgerId)
        .findFirst()
        .orElse(null);
  }
}
