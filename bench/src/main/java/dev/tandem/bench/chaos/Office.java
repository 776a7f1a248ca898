package dev.tandem.bench.chaos;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import dev.tandem.Tandem;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import dev.tandem.start.HomeInitializer;
import dev.tandem.start.Surroundings;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The application without pages and jobs beside the one that is killed, as a command has it: opens
 * practices, connects them, and looks at the database when nothing answers any more.
 */
final class Office implements AutoCloseable {

  private static final ZoneId ZONE = ZoneId.of("Australia/Sydney");
  private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

  private final ConfigurableApplicationContext application;
  private final JdbcClient jdbc;
  private final TransactionTemplate inPractice;
  private final TransactionTemplate inHouse;

  private Office(ConfigurableApplicationContext application) {
    this.application = application;
    this.jdbc = application.getBean(JdbcClient.class);
    this.inPractice = application.getBean("inPractice", TransactionTemplate.class);
    this.inHouse = application.getBean("inHouse", TransactionTemplate.class);
  }

  static Office open(Surroundings surroundings) {
    var application = new SpringApplication(Tandem.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(Map.of("logging.level.root", "ERROR", "tandem.node", "false"));
    application.addInitializers(new HomeInitializer(surroundings), Office::withoutJobs);
    return new Office(application.run());
  }

  private static void withoutJobs(ConfigurableApplicationContext context) {
    context.getBeanFactory().registerSingleton("noJobsHere", (DbSchedulerStarter) () -> {});
  }

  /** Opens a practice with an owner and a key for programs, connected and sending. */
  Room room(String name, SimulatedXero xero) {
    PracticeId practice =
        bean(Setup.class).open(new NewPractice(name, PracticeKind.CLINIC, "AU", ZONE, "AUD"));
    String email = name.replaceAll("\\W", "-") + "@chaos.example";
    String password = "a long enough one";
    UUID tenant = xero.open(name);
    return Practices.in(
        practice,
        () -> {
          StaffId owner =
              bean(Staff.class).add(new NewPerson(email, "Olive Owner", Role.OWNER, password));
          String key = bean(ApiKeys.class).create("Chaos", Role.OWNER);
          BindingId binding = connect(new Visitor(owner, name), tenant, xero);
          return new Room(practice, tenant, binding, key, email, password);
        });
  }

  private BindingId connect(Visitor visitor, UUID tenant, SimulatedXero xero) {
    Connections connections = bean(Connections.class);
    URI page = connections.begin(visitor);
    Matcher state = STATE.matcher(page.toString());
    if (!state.find()) {
      throw new IllegalStateException("The consent page is asked without a state");
    }
    GrantId grant = connections.complete(visitor, state.group(1), xero.allow(page, tenant));
    BindingId binding = connections.choose(grant, tenant.toString(), visitor);
    bean(Plans.class).decide(binding);
    connections.turnSendingOn(binding);
    bean(Plans.class).decide(binding);
    return binding;
  }

  /** Its organisation is not called any more: later runs have the application to themselves. */
  void leave(Room room) {
    Practices.run(room.practice(), () -> bean(Connections.class).disconnect(room.binding()));
  }

  /** A person gives everything that was refused a new chance. */
  int tryAgain(Room room) {
    return Practices.in(room.practice(), () -> bean(Outbox.class).tryAgainAll());
  }

  /** Records that are not in step, with the reasons that people are given. */
  List<Outbox.Standing> notInStep(Room room) {
    return Practices.in(room.practice(), () -> bean(Outbox.class).list(null, 1, 1_000));
  }

  Optional<UUID> clientOf(Room room, String email) {
    return find(room, "select id from practice.client where email = :text", email);
  }

  Optional<UUID> invoiceOf(Room room, String reference) {
    return find(room, "select id from practice.invoice where reference = :text", reference);
  }

  Optional<UUID> paymentOf(Room room, String reference) {
    return find(room, "select id from practice.payment where reference = :text", reference);
  }

  private Optional<UUID> find(Room room, String question, String text) {
    return in(room, () -> jdbc.sql(question).param("text", text).query(UUID.class).optional());
  }

  /** Which record over there stands for which of ours. */
  List<Link> links(Room room) {
    return in(
        room,
        () ->
            jdbc.sql("select kind, record, ledger_id from practice.link")
                .query(
                    (row, _) ->
                        new Link(
                            row.getString("kind"),
                            row.getObject("record", UUID.class),
                            row.getString("ledger_id")))
                .list());
  }

  record Link(String kind, UUID record, String ledgerId) {}

  /** Rows of a question, for the evidence. */
  List<Map<String, Object>> rows(Room room, String question) {
    return in(room, () -> jdbc.sql(question).query().listOfRows());
  }

  /** What is left to do. */
  Work work(Room room) {
    return in(
        room,
        () ->
            jdbc.sql(
                    """
                    select exists (select from house.wake where tenant = :tenant::uuid) as signalled,
                           coalesce((select bool_or(picked) from house.scheduled_tasks
                                      where task_name = 'lane' and task_instance like '%' || :tenant)
                                    , false) as running,
                           (select count(*) from practice.push_batch where state in ('prepared', 'unknown')) as open,
                           (select count(*) from practice.pending_push p where p.held is null
                               and (p.needs_record is null
                                    or exists (select from practice.link l
                                                where l.kind = p.needs_kind and l.record = p.needs_record
                                                  and l.held is null))) as ready,
                           (select count(*) from house.delivery where tenant = :tenant::uuid and done_at is null) as told,
                           (select extract(epoch from min(execution_time) - clock_timestamp())::float8 from house.scheduled_tasks
                             where task_name = 'lane' and task_instance like '%' || :tenant) as alarm""")
                .param("tenant", room.tenant().toString())
                .query(
                    (row, _) ->
                        new Work(
                            row.getBoolean("signalled"),
                            row.getBoolean("running"),
                            row.getInt("open"),
                            row.getInt("ready"),
                            row.getInt("told"),
                            row.getDouble("alarm")))
                .single());
  }

  /**
   * @param signalled whether somebody left the lane a signal that no turn has taken
   * @param running whether a turn runs, or one died with its node
   * @param open write calls whose outcome is not recorded
   * @param ready changes that wait for nothing but time
   * @param told notices that are not dealt with
   * @param alarm seconds of real time until the lane wakes by itself
   */
  record Work(boolean signalled, boolean running, int open, int ready, int told, double alarm) {

    boolean isDone() {
      return !signalled && !running && open == 0 && ready == 0 && told == 0;
    }
  }

  /** Who moves the clock wakes the lanes: alarms are set in real time. */
  void wake(Room room) {
    inHouse.executeWithoutResult(
        _ ->
            jdbc.sql(
                    """
                    update house.scheduled_tasks set execution_time = clock_timestamp(), version = version + 1
                     where task_name = 'lane' and task_instance like '%' || :tenant and not picked""")
                .param("tenant", room.tenant().toString())
                .update());
  }

  private <T> T in(Room room, ScopedValue.CallableOp<T, RuntimeException> work) {
    return Practices.in(
        room.practice(),
        () -> java.util.Objects.requireNonNull(inPractice.execute(_ -> work.call())));
  }

  private <T> T bean(Class<T> type) {
    return application.getBean(type);
  }

  @Override
  public void close() {
    application.close();
  }
}
