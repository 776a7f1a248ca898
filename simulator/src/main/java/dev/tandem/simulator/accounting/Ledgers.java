package dev.tandem.simulator.accounting;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.identity.TenantDirectory;
import dev.tandem.simulator.journal.Chapter;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All organisations' books. */
public final class Ledgers implements TenantDirectory, Chapter {
  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
  private final Journal journal;
  private final Clock clock;
  private final CommitListener listener;

  public Ledgers(Journal journal, Clock clock, CommitListener listener) {
    this.journal = journal;
    this.clock = clock;
    this.listener = listener;
    journal.keep(this);
    fill();
  }

  /** Back to the demo organisations as delivered. */
  public void reset() {
    fill();
    journal.append(this, Json.object().put("reset", true));
  }

  private synchronized void fill() {
    ledgers.clear();
    for (DemoOrganisation demo : DemoOrganisation.values()) {
      Ledger ledger =
          new Ledger(demo.tenantId(), clock, entry -> journal.append(this, entry), listener);
      ledgers.put(demo.tenantId(), ledger);
      demo.fill(ledger);
    }
  }

  public synchronized Optional<Ledger> get(String tenantId) {
    return Optional.ofNullable(ledgers.get(tenantId.toLowerCase(java.util.Locale.ROOT)));
  }

  public synchronized List<Ledger> all() {
    return List.copyOf(ledgers.values());
  }

  @Override
  public List<Tenant> tenants() {
    return all().stream()
        .map(
            ledger ->
                new Tenant(
                    ledger.tenantId(),
                    ledger.name(),
                    ledger.organisation().path("CountryCode").asString("")))
        .toList();
  }

  @Override
  public String name() {
    return "books";
  }

  @Override
  public void replay(JsonNode entry) {
    if (entry.path("reset").asBoolean(false)) {
      fill();
    }
    get(entry.path("tenant").asString(""))
        .ifPresent(
            ledger ->
                entry
                    .path("documents")
                    .forEach(
                        each ->
                            ledger.restore(
                                Kind.valueOf(each.path("kind").asString()),
                                (ObjectNode) each.path("document"))));
  }

  @Override
  public void retell(Consumer<ObjectNode> writer) {
    all().forEach(ledger -> ledger.retell(writer));
  }
}
