package dev.tandem.simulator.webhook;

import dev.tandem.simulator.accounting.books.Changed;
import dev.tandem.simulator.accounting.books.CommitListener;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.clock.Agenda;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** The registered webhooks, and the events of what changed on their way there. */
public final class Webhooks implements CommitListener {
  /** Who hears of an organisation: the apps that are connected to it. */
  public interface Audience {
    boolean hears(String clientId, String tenantId);
  }

  /** What Xero writes to the app's collaborators. */
  public interface Letters {
    void send(String subject, String text);
  }

  private final Registry registry;
  private final Clock clock;
  private final Switches switches;
  private final Letters letters;
  private final Mischief mischief = new Mischief();
  private final DeliveryLog log;
  private final WebhookSender.Means means;
  private volatile String address = "";
  private volatile Audience audience = (clientId, tenantId) -> true;

  public Webhooks(Journal journal, Agenda agenda, Clock clock, Switches switches, Letters letters) {
    this.clock = clock;
    this.switches = switches;
    this.letters = letters;
    this.log = new DeliveryLog(clock);
    this.means =
        new WebhookSender.Means(
            new Poster(), agenda, clock, mischief, log, switches, this::disabled);
    this.registry = new Registry(journal, means);
  }

  /** Takes up what was kept, and delivers what is still owed. */
  public synchronized void open(String simulatorAddress, Audience apps) {
    address = simulatorAddress;
    audience = apps;
    registry.restore();
  }

  /**
   * Registering an address again gives it a new key; events still owed to it stay owed.
   *
   * @param unchecked whether deliveries begin without an intent to receive
   */
  synchronized ObjectNode register(Registration registration, boolean unchecked) {
    return registry.register(registration, unchecked).sender().describe();
  }

  /** Another delivery URL for the same webhook: its key, sequence and events stay. */
  synchronized Optional<ObjectNode> move(String url, String to) {
    return find(Optional.of(url)).map(found -> registry.move(found, to).sender().describe());
  }

  /** All webhooks with that address. */
  synchronized void unregister(String url) {
    registry.matching(registration -> registration.url().equals(url)).forEach(registry::remove);
  }

  @Override
  public synchronized void committed(String tenantId, List<Changed> changes) {
    if (registry.isEmpty()) {
      return;
    }
    List<Event> events = new ArrayList<>();
    for (Changed change : changes) {
      Category.of(change.kind())
          .filter(this::offered)
          .map(category -> Event.of(category, tenantId, change, address, clock.instant()))
          .ifPresent(events::add);
    }
    tell(
        events,
        registration ->
            registration.about(tenantId)
                && (registration.app().isEmpty() || audience.hears(registration.app(), tenantId)));
  }

  /** Whether the portal offers the category at all. */
  boolean offered(Category category) {
    return category != Category.PAYMENT || switches.is(Switch.PAYMENT_WEBHOOKS);
  }

  private void tell(List<Event> events, Predicate<Registration> who) {
    for (Registry.Entry each : registry.matching(who)) {
      Registration registration = each.subscription().registration();
      List<Event> wanted =
          events.stream().filter(event -> registration.wants(event.category())).toList();
      if (!wanted.isEmpty()) {
        each.sender().owe(wanted);
      }
    }
  }

  /** Someone bought or changed a subscription to the app in Xero's app store. */
  synchronized void subscribed(String app, String subscription, boolean created) {
    Event event =
        Event.ofSubscription(
            Event.applicationId(app), subscription, created, address, clock.instant());
    tell(
        List.of(event),
        registration -> registration.app().isEmpty() || registration.app().equals(app));
  }

  /**
   * Sends the test deliveries to one address, or to the only registered one. A webhook that passes
   * delivers from then on, first what it missed.
   */
  Optional<ObjectNode> intentToReceive(Optional<String> url) {
    return find(url)
        .map(
            found -> {
              Registration registration = found.subscription().registration();
              ObjectNode result =
                  new IntentToReceive(means.poster()).check(registration.url(), registration.key());
              if (result.path("status").asString().equals("OK")
                  && !found.subscription().enabled()) {
                found.sender().retryNow();
              }
              return result;
            });
  }

  private synchronized Optional<Registry.Entry> find(Optional<String> url) {
    return registry.matching(each -> url.isEmpty() || url.get().equals(each.url())).stream()
        .findFirst();
  }

  private void disabled(Subscription subscription) {
    letters.send(
        "Your webhook has been disabled",
        "Nobody at %s has accepted a delivery for 24 hours, so the webhook is switched off. Events are kept for 31 days; they are delivered once it is switched on again and has passed the intent to receive."
            .formatted(subscription.registration().url()));
  }

  public synchronized void retryNow() {
    registry.all().forEach(each -> each.sender().retryNow());
  }

  void plan(Mischief.Plan plan) {
    mischief.plan(plan);
  }

  public void loseNext() {
    mischief.plan(new Mischief.Plan(1, 0, 0, 0, Duration.ZERO, "", ""));
  }

  public ObjectNode mischief() {
    return mischief.describe();
  }

  public synchronized List<ObjectNode> subscriptions() {
    return registry.all().stream().map(each -> each.sender().describe()).toList();
  }

  /** The latest deliveries, newest last. */
  public List<ObjectNode> deliveries() {
    return log.all();
  }

  public synchronized void reset() {
    registry.reset();
    log.clear();
    mischief.plan(Mischief.Plan.NOTHING);
  }

  public synchronized void close() {
    registry.close();
  }
}
