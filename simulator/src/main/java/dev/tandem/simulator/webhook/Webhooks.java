package dev.tandem.simulator.webhook;

import dev.tandem.simulator.accounting.books.Changed;
import dev.tandem.simulator.accounting.books.CommitListener;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.clock.Agenda;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The registered addresses, and the events of changed contacts and invoices on their way there. */
public final class Webhooks implements CommitListener {
  private static final Set<Kind> TOLD = Set.of(Kind.CONTACT, Kind.INVOICE);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private record Registered(Subscription subscription, WebhookSender sender) {}

  private final Drawer registrations;
  private final Drawer owed;
  private final Agenda agenda;
  private final Clock clock;
  private final Poster poster = new Poster();
  private final Mischief mischief = new Mischief();
  private final DeliveryLog log;
  private final Map<String, Registered> registered = new LinkedHashMap<>();
  private volatile String address = "";

  public Webhooks(Journal journal, Agenda agenda, Clock clock) {
    this.registrations = new Drawer("webhooks", journal);
    this.owed = new Drawer("webhook-events", journal);
    this.agenda = agenda;
    this.clock = clock;
    this.log = new DeliveryLog(clock);
  }

  /** Takes up what was kept, and delivers what is still owed. */
  public synchronized void open(String simulatorAddress) {
    address = simulatorAddress;
    registrations.all().forEach(record -> add(Subscription.restore(record, registrations, owed)));
    registered.values().forEach(each -> each.sender.wake());
  }

  /**
   * Registering an address again gives it a new key; events still owed to it stay owed.
   *
   * @param tenant as a custom connection's app: only of this organisation; empty for all
   */
  synchronized ObjectNode register(String url, String key, String tenant) {
    Registered old = registered.remove(url);
    if (old != null) {
      old.sender.close();
    }
    Registered added = add(Subscription.register(url, key, tenant, registrations, owed));
    added.sender.wake();
    return added.subscription.describe();
  }

  private Registered add(Subscription subscription) {
    Registered added =
        new Registered(
            subscription, new WebhookSender(subscription, poster, agenda, clock, mischief, log));
    registered.put(subscription.url(), added);
    return added;
  }

  synchronized void unregister(String url) {
    Registered old = registered.remove(url);
    if (old != null) {
      old.sender.close();
      registrations.remove(url);
      owed.removeIf(entry -> entry.path("url").asString().equals(url));
    }
  }

  @Override
  public synchronized void committed(String tenantId, List<Changed> changes) {
    List<ObjectNode> events = new ArrayList<>();
    for (Changed change : changes) {
      if (TOLD.contains(change.kind())) {
        events.add(event(tenantId, change));
      }
    }
    if (!events.isEmpty()) {
      registered.values().stream()
          .filter(each -> each.subscription.about(tenantId))
          .forEach(each -> each.sender.owe(events));
    }
  }

  private ObjectNode event(String tenantId, Changed change) {
    return Json.object()
        .put(
            "resourceUrl",
            address + "/api.xro/2.0/" + change.kind().collection() + "/" + change.id())
        .put("resourceId", change.id())
        .put("eventDateUtc", stamp(clock.instant()))
        .put("eventType", change.created() ? "CREATE" : "UPDATE")
        .put("eventCategory", change.kind().singular().toUpperCase(java.util.Locale.ROOT))
        .put("tenantId", tenantId)
        .put("tenantType", "ORGANISATION");
  }

  /** A moment as events carry it. */
  static String stamp(Instant moment) {
    return STAMP.format(moment);
  }

  /** Sends the test deliveries to one address, or to the only registered one. */
  Optional<ObjectNode> intentToReceive(Optional<String> url) {
    return find(url)
        .map(
            subscription ->
                new IntentToReceive(poster).check(subscription.url(), subscription.key()));
  }

  private synchronized Optional<Subscription> find(Optional<String> url) {
    return registered.values().stream()
        .map(Registered::subscription)
        .filter(each -> url.isEmpty() || url.get().equals(each.url()))
        .findFirst();
  }

  public synchronized void retryNow() {
    registered.values().forEach(each -> each.sender.retryNow());
  }

  void plan(int lose, int duplicate, int reorder, int wrongSignature, Duration delay) {
    mischief.plan(lose, duplicate, reorder, wrongSignature, delay);
  }

  public void loseNext() {
    mischief.plan(1, 0, 0, 0, Duration.ZERO);
  }

  public ObjectNode mischief() {
    return mischief.describe();
  }

  public synchronized List<ObjectNode> subscriptions() {
    return registered.values().stream().map(each -> each.subscription.describe()).toList();
  }

  /** The latest deliveries, newest last. */
  public List<ObjectNode> deliveries() {
    return log.all();
  }

  public synchronized void reset() {
    registered.values().forEach(each -> each.sender.close());
    registered.clear();
    registrations.clear();
    owed.clear();
    log.clear();
    mischief.plan(0, 0, 0, 0, Duration.ZERO);
  }

  public synchronized void close() {
    registered.values().forEach(each -> each.sender.close());
  }
}
