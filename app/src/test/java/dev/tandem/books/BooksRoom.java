package dev.tandem.books;

import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.plan.Plans;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.StaffId;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A practice of a test's own, connected to the simulated Australian organisation and sending. */
public final class BooksRoom {

  public static final UUID TENANT = UUID.fromString(DemoOrganisation.AU.tenantId());

  private static final JsonMapper JSON = new JsonMapper();
  private static final int TURNS = 60;

  /** What is due within this belongs to what goes on now. */
  private static final Duration NEAR = Duration.ofSeconds(130);

  /** What would be that near after the next lines is not left just outside. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final ApplicationContext house;
  private final TestXero xero;
  private final TestClock clock;
  private final PracticeRoom room;
  private final BindingId binding;
  private final Visitor visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");

  /** What was due next when everything had settled, and how often the clock was moved by then. */
  private @Nullable Instant future;

  private long moves;

  private BooksRoom(ApplicationContext house, boolean planned, boolean sending) {
    this.house = house;
    this.xero = house.getBean(TestXero.class);
    this.clock = house.getBean(TestClock.class);
    xero.fresh();
    this.room = PracticeRoom.open(house);
    this.binding = connect(TENANT.toString());
    if (planned) {
      Practices.run(practice(), () -> bean(Plans.class).decide(binding));
    }
    if (sending) {
      Practices.run(practice(), () -> bean(Connections.class).turnSendingOn(binding));
    }
  }

  /** Another practice has the organisation of one that gave it up; the books stay as they are. */
  private BooksRoom(ApplicationContext house, PracticeRoom room) {
    this.house = house;
    this.xero = house.getBean(TestXero.class);
    this.clock = house.getBean(TestClock.class);
    this.room = room;
    this.binding = reconnect();
    settle();
  }

  private BooksRoom(BooksRoom same, ApplicationContext node) {
    this.house = node;
    this.xero = same.xero;
    this.clock = same.clock;
    this.room = same.room;
    this.binding = same.binding;
  }

  /** Connected, sending, and the first sweeps done; Ann Lee is in both books. */
  public static BooksRoom open(ApplicationContext house) {
    var room = new BooksRoom(house, true, true);
    room.settle();
    return room;
  }

  /** Connected, but nothing may leave yet. */
  public static BooksRoom openSilent(ApplicationContext house) {
    return new BooksRoom(house, true, false);
  }

  /** Connected, and nobody has decided yet what becomes of whom. */
  public static BooksRoom openUndecided(ApplicationContext house) {
    return new BooksRoom(house, false, false);
  }

  public PracticeRoom room() {
    return room;
  }

  public PracticeId practice() {
    return room.practice();
  }

  public BindingId binding() {
    return binding;
  }

  public LaneId lane() {
    return new LaneId("xero", TENANT);
  }

  public <T> T bean(Class<T> type) {
    return house.getBean(type);
  }

  public <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
    return Practices.in(practice(), work);
  }

  /** The same room seen from another node on the same database. */
  public BooksRoom on(ApplicationContext node) {
    return new BooksRoom(this, node);
  }

  /** This practice ends its connection, and a new one connects the same organisation. */
  public BooksRoom giveAway() {
    Practices.run(practice(), () -> bean(Connections.class).disconnect(binding));
    return new BooksRoom(house, PracticeRoom.open(house));
  }

  /** Connects the organisation (again), sending. */
  public BindingId reconnect() {
    BindingId id = connect(TENANT.toString());
    Practices.run(practice(), () -> bean(Plans.class).decide(id));
    Practices.run(practice(), () -> bean(Connections.class).turnSendingOn(id));
    return id;
  }

  /** Another organisation beside, sending; it takes the practice's currency. */
  public BindingId beside(DemoOrganisation other) {
    xero.control("POST", organisation(other) + "/currencies?code=AUD");
    BindingId id = connect(other.tenantId());
    Practices.run(practice(), () -> bean(Plans.class).decide(id));
    Practices.run(practice(), () -> bean(Connections.class).turnSendingOn(id));
    settleAll();
    return id;
  }

  /** One of the same country and currency beside, opened for this, sending. */
  public BindingId besideAnother(String name) {
    String made = xero.control("POST", "/_simulator/organisations?name=" + name + "&country=AU");
    JsonNode opened = JSON.readTree(made);
    String tenant =
        (opened.isArray() ? opened.get(0) : opened)
            .path("tenantId")
            .asString(opened.path("tenant").asString(""));
    BindingId id = connect(tenant);
    Practices.run(practice(), () -> bean(Plans.class).decide(id));
    Practices.run(practice(), () -> bean(Connections.class).turnSendingOn(id));
    settleAll();
    return id;
  }

  /** As {@link #settle}, with all of the practice's lanes. */
  public void settleAll() {
    List<LaneId> lanes = in(() -> bean(Lanes.class).ofPractice());
    settle(
        () ->
            lanes.stream()
                .map(it -> bean(Lanes.class).runOnce(it))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null));
  }

  /** For work beside whatever turn is under way, as a command's: no later turn ends it. */
  public LaneScope guest() {
    return in(() -> bean(Lanes.class).visit(binding, LaneCalls::scope));
  }

  /** One turn of the lane. */
  public Instant turn() {
    return bean(Lanes.class).runOnce(lane());
  }

  /**
   * Turns until nothing is due within the next two minutes, the clock following what is due; the
   * next sweeps stay in the future.
   */
  public void settle() {
    settle(this::turn);
  }

  private void settle(Supplier<@Nullable Instant> turns) {
    for (int i = 0; i < TURNS; i++) {
      Instant due = turns.get();
      if (due == null || staysInTheFuture(due)) {
        future = due;
        moves = clock.moves();
        return;
      }
      Duration wait = Duration.between(clock.instant(), due);
      if (wait.isPositive()) {
        boolean still = clock.moves() == moves;
        clock.advance(wait);
        if (still && wait.compareTo(MARGIN) <= 0) {
          // What is written waits a moment for more of its kind: nobody has moved the clock.
          moves = clock.moves();
        }
      }
    }
    throw new AssertionError("The lanes do not come to rest");
  }

  /**
   * What was left in the future last time does not come near because the lines between took their
   * time: else it would be for the machine's speed to say whether a reading has told already.
   */
  private boolean staysInTheFuture(Instant due) {
    Duration wait = Duration.between(clock.instant(), due);
    boolean known = future != null && !due.isBefore(future);
    if (known && wait.isPositive() && clock.moves() == moves) {
      return true;
    }
    return wait.compareTo(known ? NEAR : NEAR.plus(MARGIN)) > 0;
  }

  public ClientId add(String given, String family) {
    return in(() -> bean(Clients.class).add(ClientDetails.person(given, family)));
  }

  public void change(ClientId id, ClientField field, String value) {
    Practices.run(
        practice(),
        () -> {
          var clients = bean(Clients.class);
          var now = clients.find(id);
          clients.change(id, now.version(), now.details().with(Map.of(field, value)));
        });
  }

  /** An approved invoice of 110.00 for Ann Lee, dated today in Sydney. */
  public InvoiceId invoice() {
    InvoiceId id = draft();
    Practices.run(practice(), () -> bean(Billing.class).approve(id));
    return id;
  }

  /** The same, not issued yet. */
  public InvoiceId draft() {
    return in(
        () -> {
          var today = java.time.LocalDate.now(clock.withZone(PracticeRoom.ZONE));
          return bean(Billing.class)
              .draft(
                  new InvoiceDetails(
                      room.client(),
                      null,
                      null,
                      today,
                      today.plusDays(14),
                      "",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Consultation",
                              BigDecimal.ONE,
                              new BigDecimal("110.00"),
                              "200",
                              "OUTPUT",
                              BigDecimal.TEN,
                              room.service()))));
        });
  }

  /**
   * Has the invoice in both books, and everything read once more just now: what somebody changes
   * over there next is told by no reading before a write of ours goes.
   */
  public InvoiceId justRead(InvoiceId id) {
    settle();
    clock.advance(Duration.ofMinutes(6));
    settle();
    return id;
  }

  /** Changes an invoice here: its reference and, unless null, its lines. */
  public void rewrite(InvoiceId id, String reference, @Nullable List<LineDetails> lines) {
    Practices.run(
        practice(),
        () -> {
          var billing = bean(Billing.class);
          InvoiceView now = billing.find(id);
          billing.change(
              id,
              new InvoiceDetails(
                  now.client(),
                  now.appointment(),
                  now.location(),
                  now.date(),
                  now.dueDate(),
                  reference,
                  now.lineAmounts(),
                  lines == null ? now.lines().stream().map(InvoiceLine::details).toList() : lines));
        });
  }

  public PaymentId pay(InvoiceId invoice, String amount) {
    return in(
        () ->
            bean(Billing.class)
                .takePayment(
                    invoice,
                    new PaymentDetails(
                        java.time.LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                        new BigDecimal(amount),
                        PaymentMethod.CARD,
                        "",
                        null)));
  }

  public InvoiceView find(InvoiceId id) {
    return in(() -> bean(Billing.class).find(id));
  }

  /** The one contact, invoice or payment over there that our record is linked to. */
  public String ledgerId(String kind, UUID record) {
    return standing(kind, record).ledgerId();
  }

  /** The next request that this names goes wrong in this way. */
  public void fault(String kind, String method, String path) {
    control(
        "/_simulator/faults",
        "{\"kind\":\"%s\",\"method\":\"%s\",\"path\":\"/api.xro/2.0/%s*\"}"
            .formatted(kind, method, path));
  }

  public Outbox.Standing standing(String kind, UUID id) {
    return in(() -> bean(Outbox.class).standing(new RecordRef(kind, id)));
  }

  public List<SyncLog.Call> log() {
    return in(() -> bean(SyncLog.class).latest(500));
  }

  /** The organisation's books as the simulator has them: Contacts, Invoices, Payments. */
  public JsonNode books() {
    return JSON.readTree(xero.control("GET", organisation() + "/books"));
  }

  /** What the simulator's control tells at this path. */
  public JsonNode read(String path) {
    return JSON.readTree(xero.control("GET", path));
  }

  /** The contacts that this practice made. */
  public List<JsonNode> contacts(String name) {
    return records("contacts", it -> it.path("Name").asString().equals(name));
  }

  public List<JsonNode> records(String collection, Predicate<JsonNode> wanted) {
    return records(DemoOrganisation.AU, collection, wanted);
  }

  public List<JsonNode> records(
      DemoOrganisation there, String collection, Predicate<JsonNode> wanted) {
    JsonNode books = JSON.readTree(xero.control("GET", organisation(there) + "/books"));
    JsonNode all = books.has(collection) ? books.path(collection) : books.path(capital(collection));
    return StreamSupport.stream(all.spliterator(), false).filter(wanted).toList();
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** Calls to the organisation's books that this method and path name. */
  public int calls(String method, String path) {
    return JSON.readTree(
            xero.control("GET", organisation() + "/calls?method=" + method + "&path=" + path))
        .size();
  }

  public void forgetCalls() {
    xero.control("DELETE", "/_simulator/calls");
  }

  public String organisation() {
    return "/_simulator/organisations/" + TENANT;
  }

  public static String organisation(DemoOrganisation there) {
    return "/_simulator/organisations/" + there.tenantId();
  }

  /** A tax rate of the organisation's own, changed in Xero; not read here yet. */
  public void levy(String verb, String rate) {
    control(
        organisation() + "/write?method=" + verb + "&path=TaxRates",
        """
        {"Name":"Levy","ReportTaxType":"OUTPUT",
         "TaxComponents":[{"Name":"Levy","Rate":%s,"IsCompound":false,"IsNonRecoverable":false}]}"""
            .formatted(rate));
  }

  /** The type of that tax rate, as it was last read here. */
  public String levied() {
    return in(
        () ->
            bean(Reference.class).taxRates(TENANT).stream()
                .filter(it -> it.name().equals("Levy"))
                .findFirst()
                .orElseThrow()
                .taxType());
  }

  /** What Xero has of accounts, taxes and the like is read now. */
  public void readReference() {
    Practices.run(practice(), () -> bean(ReferenceWishes.class).readNow(TENANT));
    settle();
  }

  /** Acts in the simulator's control with a JSON body. */
  public JsonNode control(String path, String json) {
    var request =
        HttpRequest.newBuilder(xero.uri().resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The person whose consents connect this practice. */
  public Visitor visitor() {
    return visitor;
  }

  private BindingId connect(String tenant) {
    GrantId grant = consent(tenant);
    return in(() -> bean(Connections.class).choose(grant, tenant, visitor));
  }

  /** The person allows these organisations on one consent page. */
  public GrantId consent(String... tenants) {
    var connections = bean(Connections.class);
    URI page = in(() -> connections.begin(visitor));
    String wanted = Arrays.stream(tenants).map(it -> "&tenant=" + it).collect(Collectors.joining());
    String answer = xero.control("POST", "/_simulator/connect?" + page.getRawQuery() + wanted);
    var back =
        UriComponentsBuilder.fromUriString(JSON.readTree(answer).path("redirect").asString())
            .build()
            .getQueryParams();
    return in(() -> connections.complete(visitor, back.getFirst("state"), back.getFirst("code")));
  }
}
