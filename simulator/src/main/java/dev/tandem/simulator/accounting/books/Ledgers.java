package dev.tandem.simulator.accounting.books;

import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.identity.TenantDirectory;
import dev.tandem.simulator.journal.Chapter;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All organisations' books. */
public final class Ledgers implements TenantDirectory, Chapter {
  private final Map<DemoOrganisation, String> ids = new EnumMap<>(DemoOrganisation.class);
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
    ids.clear();
    ledgers.clear();
    for (DemoOrganisation demo : DemoOrganisation.values()) {
      open(demo, demo.tenantId());
    }
  }

  private void open(DemoOrganisation demo, String tenantId) {
    Ledger ledger = new Ledger(tenantId, clock, entry -> journal.append(this, entry), listener);
    ids.put(demo, tenantId);
    ledgers.put(tenantId, ledger);
    demo.fill(ledger);
  }

  /**
   * Resets a demo company, as Xero's users can and Xero does every 28 days: empty books of the same
   * name under a new id, and the old id is no more.
   *
   * @return the new id; empty if there is no such organisation
   */
  public synchronized Optional<String> startAnew(String tenantId) {
    Optional<DemoOrganisation> demo =
        ids.entrySet().stream()
            .filter(each -> each.getValue().equalsIgnoreCase(tenantId))
            .map(Map.Entry::getKey)
            .findFirst();
    return demo.map(
        each -> {
          String fresh = java.util.UUID.randomUUID().toString();
          replace(each, fresh);
          journal.append(this, renewal(each, fresh));
          return fresh;
        });
  }

  private synchronized void replace(DemoOrganisation demo, String tenantId) {
    ledgers.remove(ids.get(demo));
    open(demo, tenantId);
  }

  private static ObjectNode renewal(DemoOrganisation demo, String tenantId) {
    return Json.object().put("demo", demo.name()).put("renewed", tenantId);
  }

  public synchronized Optional<Ledger> get(String tenantId) {
    return Optional.ofNullable(ledgers.get(tenantId.toLowerCase(java.util.Locale.ROOT)));
  }

  public synchronized List<Ledger> all() {
    return ids.values().stream().map(ledgers::get).toList();
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
    if (entry.has("renewed")) {
      replace(
          DemoOrganisation.valueOf(entry.path("demo").asString()),
          entry.path("renewed").asString());
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
    ids.forEach(
        (demo, tenantId) -> {
          if (!tenantId.equals(demo.tenantId())) {
            writer.accept(renewal(demo, tenantId));
          }
        });
    all().forEach(ledger -> ledger.retell(writer));
  }
}
