package dev.tandem.simulator.accounting.books;

import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.identity.TenantDirectory;
import dev.tandem.simulator.journal.Chapter;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All organisations' books. */
public final class Ledgers implements TenantDirectory, Chapter {
  private static final String FOUNDED = "founded";
  private static final List<NewOrganisation> DELIVERED =
      List.of(
          NewOrganisation.delivered(DemoOrganisation.AU),
          NewOrganisation.delivered(DemoOrganisation.NZ),
          NewOrganisation.delivered(DemoOrganisation.UK),
          NewOrganisation.delivered(DemoOrganisation.US));

  private final List<NewOrganisation> fromTheStart;
  private final List<NewOrganisation> founded = new ArrayList<>();
  private final Map<String, Ledger> ledgers = new HashMap<>();
  private final Journal journal;
  private final Clock clock;
  private final CommitListener listener;

  /**
   * @param further organisations that are there from the start besides those delivered
   */
  public Ledgers(
      Journal journal, Clock clock, CommitListener listener, List<NewOrganisation> further) {
    this.journal = journal;
    this.clock = clock;
    this.listener = listener;
    this.fromTheStart = new ArrayList<>(DELIVERED);
    this.fromTheStart.addAll(further);
    journal.keep(this);
    forget();
  }

  /**
   * Runs work whose commits to the ledger, and what the other chapter keeps of it, outlive a kill
   * together or not at all.
   */
  public <T> T asOne(Ledger ledger, Chapter with, Supplier<T> work) {
    return ledger.alone(() -> journal.together(Set.of(this, with), work));
  }

  /** Back to the organisations of the start, as delivered. */
  public void reset() {
    forget();
    journal.append(this, Json.object().put("reset", true));
  }

  @Override
  public synchronized void forget() {
    founded.clear();
    ledgers.clear();
    fromTheStart.forEach(this::open);
  }

  /** Opens books in the place of those of the same origin, or as the last ones. */
  private void open(NewOrganisation organisation) {
    int place = place(organisation.origin());
    if (place < 0) {
      founded.add(organisation);
    } else {
      ledgers.remove(founded.set(place, organisation).tenantId());
    }
    Ledger ledger =
        new Ledger(organisation.tenantId(), clock, entry -> journal.append(this, entry), listener);
    organisation.open(ledger);
    ledgers.put(organisation.tenantId(), ledger);
  }

  private int place(String origin) {
    for (int i = 0; i < founded.size(); i++) {
      if (founded.get(i).origin().equals(origin)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Opens one more organisation.
   *
   * @throws IllegalArgumentException if there is one of that id already
   */
  public synchronized Ledger found(NewOrganisation organisation) {
    if (ledgers.containsKey(organisation.tenantId())) {
      throw new IllegalArgumentException("There is an organisation " + organisation.tenantId());
    }
    open(organisation);
    journal.append(this, founding(organisation));
    return get(organisation.tenantId()).orElseThrow();
  }

  /**
   * Resets a demo company, as Xero's users can and Xero does every 28 days: empty books of the same
   * name under a new id, and the old id is no more.
   *
   * @return the new id; empty if there is no such organisation
   */
  public synchronized Optional<String> startAnew(String tenantId) {
    return founded.stream()
        .filter(each -> each.tenantId().equalsIgnoreCase(tenantId))
        .findFirst()
        .map(
            each -> {
              NewOrganisation fresh = each.renewed(UUID.randomUUID().toString());
              open(fresh);
              journal.append(this, founding(fresh));
              return fresh.tenantId();
            });
  }

  private static ObjectNode founding(NewOrganisation organisation) {
    ObjectNode entry = Json.object();
    entry.set(FOUNDED, organisation.toRecord());
    return entry;
  }

  public synchronized Optional<Ledger> get(String tenantId) {
    return Optional.ofNullable(ledgers.get(tenantId.toLowerCase(Locale.ROOT)));
  }

  public synchronized List<Ledger> all() {
    return founded.stream().flatMap(each -> get(each.tenantId()).stream()).toList();
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
  public synchronized void replay(JsonNode entry) {
    if (entry.path("reset").asBoolean(false)) {
      forget();
    }
    if (entry.has(FOUNDED)) {
      open(NewOrganisation.fromRecord(entry.path(FOUNDED)));
    }
    if (entry.has("renewed")) {
      // As journals had it that were written before organisations could be founded.
      open(
          NewOrganisation.delivered(DemoOrganisation.valueOf(entry.path("demo").asString()))
              .renewed(entry.path("renewed").asString()));
    }
    get(entry.path("tenant").asString(""))
        .ifPresent(ledger -> entry.path("documents").forEach(each -> restore(ledger, each)));
  }

  private static void restore(Ledger ledger, JsonNode entry) {
    Kind kind = Kind.valueOf(entry.path("kind").asString());
    if (entry.path("document") instanceof ObjectNode document) {
      ledger.restore(kind, document);
    } else {
      ledger.forget(kind, entry.path("gone").asString(""));
    }
  }

  @Override
  public synchronized void retell(Consumer<ObjectNode> writer) {
    for (NewOrganisation each : founded) {
      if (!each.asDelivered()) {
        writer.accept(founding(each));
      }
    }
    all().forEach(ledger -> ledger.retell(writer));
  }
}
