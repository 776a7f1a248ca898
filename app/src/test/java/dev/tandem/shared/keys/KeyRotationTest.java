package dev.tandem.shared.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.Tandem;
import dev.tandem.TandemProcess;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.SealedColumn;
import dev.tandem.shared.Sealing;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.StaffId;
import dev.tandem.start.AdminCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change of key on a database of its own, which is what this class may do to no other's. The
 * instance in this process knows both keys; whoever wants a node starts a process.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRotationTest {

  private static final String OLD = "0123456789abcdef".repeat(4);
  private static final String NEW = "fedcba9876543210".repeat(4);
  private static final String LOST = "00112233445566778899aabbccddeeff".repeat(2);
  private static final SealedColumn TOKENS = new SealedColumn("house.oauth_grant", "access_token");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MANY = 1_000;

  private final TestDatabase database = TestDatabase.fresh();
  private TestXero xero;
  private ConfigurableApplicationContext house;
  private JdbcClient jdbc;
  @TempDir Path home;

  @BeforeAll
  void beginUnderTheOldKey() throws Exception {
    xero = AnotherNode.xero(database);
    sql("insert into house.sealing_key (key_id) values ('%s')".formatted(id(OLD)));
    house = AnotherNode.withoutPages(database, xero, both());
    jdbc = house.getBean(JdbcClient.class);
  }

  @BeforeEach
  void nothingSealed() throws Exception {
    sql("update house.sealing_key set key_id = '%s'".formatted(id(OLD)));
    sql("delete from house.organisation_route");
    sql("delete from house.node");
    sql(
        "update house.oauth_grant set status = 'revoked', access_token = null, refresh_token ="
            + " null");
    sql("delete from house.consent_attempt");
  }

  @AfterAll
  void close() {
    house.close();
    xero.close();
    database.drop();
  }

  @Test
  void sealsAnewWhatIsUnderTheOldKeyOrInTheOlderForm() throws Exception {
    UUID present = addGrant("token one");
    UUID older = addGrant("token two");
    store(older, olderForm("token two", OLD));
    Outcome dry = rotate("--dry-run");
    assertThat(dry.exit()).isZero();
    assertThat(dry.out())
        .contains("Nothing was changed")
        .containsPattern("house.oauth_grant.access_token +2 +0 +2");
    assertThat(value(present)).startsWith(id(OLD) + ":");

    Outcome done = rotate();
    assertThat(done.exit()).isZero();
    assertThat(done.out())
        .containsPattern("house.oauth_grant.access_token +2 +2 +0")
        .contains("No row is left under the old key")
        .contains("You may now remove ENCRYPTION_KEY_PREVIOUS");
    assertThat(List.of(value(present), value(older))).allMatch(it -> it.startsWith(id(NEW) + ":"));
    Sealing sealing = house.getBean(Sealing.class);
    assertThat(sealing.unseal(value(present), TOKENS.row(present))).isEqualTo("token one");
    assertThat(sealing.unseal(value(older), TOKENS.row(older))).isEqualTo("token two");
    assertThat(rotate().out()).as("again").containsPattern("access_token +2 +0 +0");
  }

  @Test
  void changesNothingWhileANodeDoesNotKnowTheNewKey() throws Exception {
    UUID grant = addGrant("token");
    node("a1b2c3d4e5f6", "clock_timestamp()", id(OLD));
    node("000000000000", "clock_timestamp() - interval '1 minute'", id(OLD));
    for (Outcome it : List.of(rotate(), rotate("--dry-run"))) {
      assertThat(it.exit()).isEqualTo(1);
      assertThat(it.err())
          .contains("Node a1b2c3d4e5f6")
          .contains("does not know the new key " + id(NEW))
          .contains("Nothing was changed")
          .doesNotContain("Node 000000000000");
    }
    assertThat(value(grant)).startsWith(id(OLD) + ":");
    sql("update house.node set key_ids = array['%s', '%s']".formatted(id(NEW), id(OLD)));
    assertThat(rotate().exit()).isZero();
  }

  @Test
  void saysWhatItCannotOpenAndGoesOnWhenItCan() throws Exception {
    UUID good = addGrant("token");
    UUID lost = addGrant("token");
    store(lost, olderForm("token", LOST));
    Outcome outcome = rotate();
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("1 values could not be opened")
        .contains("ENCRYPTION_KEY_PREVIOUS");
    assertThat(outcome.out()).doesNotContain("No row is left");
    assertThat(value(good)).startsWith(id(NEW) + ":");
    store(lost, olderForm("token", OLD));
    assertThat(rotate().out()).contains("No row is left");
  }

  @Test
  void findsItselfHalfDoneInTheDoctor() throws Exception {
    var doctor = house.getBean(KeysExamination.class);
    UUID grant = addGrant("token");
    assertThat(doctor.examine().toString()).contains(id(OLD) + " is still in use", id(NEW));
    rotate();
    assertThat(doctor.examine().toString()).contains("no longer needed");
    store(grant, olderForm("token", OLD));
    assertThat(doctor.examine().toString()).contains("1 are sealed under another key");
  }

  @Test
  void refusesToStartUnderAStrangeKeyAndSaysHowToGoOn() throws Exception {
    addGrant("token");
    var environment = environment();
    environment.put("ENCRYPTION_KEY", LOST);
    environment.remove("ENCRYPTION_KEY_PREVIOUS");
    try (TandemProcess start = TandemProcess.start(Tandem.class, environment, "start")) {
      assertThat(start.exit()).isEqualTo(1);
      assertThat(start.output())
          .contains("Tandem did not start: This database is sealed under another ENCRYPTION_KEY")
          .contains("./tandem keys new", "./tandem keys rotate", "./tandem keys abandon")
          .doesNotContain("Exception", LOST);
    }
    assertThat(nodes()).isZero();
  }

  @Test
  void givesUpALostKeyOnlyWhenTold() throws Exception {
    UUID good = addGrant("token");
    UUID lost = addGrant("token");
    store(lost, olderForm("token", LOST));
    Outcome asked = execute(AbandonKeyCommand.class);
    assertThat(asked.exit()).isEqualTo(1);
    assertThat(asked.out()).contains("Secrets that cannot be opened: 1.");
    assertThat(asked.err()).contains("Nothing was changed");
    node("a1b2c3d4e5f6", "clock_timestamp()", id(NEW));
    assertThat(execute(AbandonKeyCommand.class, "--yes").err()).contains("Stop every node first");
    assertThat(value(good)).startsWith(id(OLD));
    sql("delete from house.node");
    assertThat(execute(AbandonKeyCommand.class, "--yes").exit()).isZero();
    Sealing sealing = house.getBean(Sealing.class);
    assertThat(sealing.unseal(value(good), TOKENS.row(good))).isEqualTo("token");
    assertThat(sealing.unseal(value(lost), TOKENS.row(lost))).isEmpty();
    assertThat(left()).isZero();
  }

  /** The journey of "key rotation under load": two nodes, one command, killed once. */
  @Test
  void rotatesUnderLoadThoughItIsKilledInTheMiddle() throws Exception {
    for (int i = 0; i < MANY; i++) {
      addGrant("token " + i);
    }
    var practices =
        List.of(
            connected(DemoOrganisation.AU.tenantId()), connected(DemoOrganisation.NZ.tenantId()));
    xero.control("DELETE", "/_simulator/calls");
    try (TandemProcess first = node();
        TandemProcess second = node();
        var load = new Load(practices)) {
      first.await("Tandem is ready");
      second.await("Tandem is ready");
      Awaitility.await("both nodes joined").atMost(PATIENCE).until(() -> nodes() == 2);
      load.untilMoreRefreshes(5);

      killInTheMiddle();
      assertThat(left()).as("what the killed one had not done").isBetween(1L, MANY - 1L);
      load.untilMoreRefreshes(5);

      Outcome again = command();
      assertThat(again.exit()).as(again.out()).isZero();
      assertThat(again.out()).contains("Nodes running: 2.").contains("No row is left");
      load.untilMoreRefreshes(5);
      assertThat(left()).as("nobody wrote under the old key afterwards").isZero();
      load.stop();
      allArrived(practices, load.added.get());
      assertThat(first.output() + second.output()).doesNotContain("could not be opened", "ERROR");
    }
    assertThat(left()).isZero();
    assertThat(calls("")).as("no call failed").allMatch(it -> it.path("status").asInt() < 400);
    theNewKeyAloneIsEnough(practices);
  }

  /** Started with the old key gone, as the command's last line says. */
  private void theNewKeyAloneIsEnough(List<PracticeId> practices) throws Exception {
    var environment = environment();
    environment.remove("ENCRYPTION_KEY_PREVIOUS");
    try (TandemProcess alone = TandemProcess.start(Tandem.class, environment, "start")) {
      alone.await("Tandem is ready");
      int before = refreshes();
      expire();
      add(practices.getFirst(), 1_000_000);
      Awaitility.await("refreshed").atMost(PATIENCE).until(() -> refreshes() > before);
      Awaitility.await("pushed")
          .atMost(PATIENCE)
          .until(() -> contacts().stream().anyMatch(it -> it.endsWith("Number1000000")));
      assertThat(alone.output()).doesNotContain("could not be opened", "ERROR");
    }
  }

  /** It stops at a row that the test holds, and is killed there. */
  private void killInTheMiddle() throws Exception {
    try (var holder = database.connectAsSuperuser();
        TandemProcess command =
            TandemProcess.start(Tandem.class, environment(), "keys", "rotate")) {
      holder.setAutoCommit(false);
      holder
          .createStatement()
          .execute(
              """
              select 1 from house.oauth_grant where id = (select id from house.oauth_grant
                where status = 'refresh_failed' and access_token is not null order by id offset %d limit 1) for update
              """
                  .formatted(MANY / 2));
      Awaitility.await("it waits in the middle")
          .atMost(PATIENCE)
          .until(() -> left() < MANY && somebodyWaits());
      command.kill();
      holder.rollback();
    }
    assertThat(jdbc.sql("select key_id from house.sealing_key").query(String.class).single())
        .isEqualTo(id(NEW));
  }

  private boolean somebodyWaits() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var row =
            connection
                .createStatement()
                .executeQuery(
                    "select exists (select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like '%set access_token%')")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Clients are added and tokens run out, all the time. */
  private final class Load implements AutoCloseable {
    private final AtomicInteger added = new AtomicInteger();
    private final Thread thread;
    private volatile boolean on = true;

    Load(List<PracticeId> practices) {
      thread = Thread.ofVirtual().start(() -> run(practices));
    }

    private void run(List<PracticeId> practices) {
      while (on) {
        expire();
        int number = added.incrementAndGet();
        add(practices.get(number % practices.size()), number);
        LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
      }
    }

    void untilMoreRefreshes(int more) {
      int before = refreshes();
      Awaitility.await("refreshes").atMost(PATIENCE).until(() -> refreshes() >= before + more);
    }

    void stop() throws InterruptedException {
      on = false;
      thread.join();
    }

    @Override
    public void close() throws InterruptedException {
      stop();
    }
  }

  /** As if half an hour had passed for our side: the next call renews first. */
  private void expire() {
    jdbc.sql(
            "update house.oauth_grant set access_expires_at = clock_timestamp(), used_at ="
                + " clock_timestamp() where status = 'active'")
        .update();
  }

  private void add(PracticeId practice, int number) {
    Practices.run(
        practice,
        () -> house.getBean(Clients.class).add(ClientDetails.person("Load", "Number" + number)));
  }

  private void allArrived(List<PracticeId> practices, int added) {
    Awaitility.await("every client is in Xero")
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(contacts().stream().filter(it -> it.startsWith("Load"))).hasSize(added));
    assertThat(contacts()).doesNotHaveDuplicates();
    for (PracticeId it : practices) {
      Long failed =
          Practices.in(
              it,
              () ->
                  house
                      .getBean(TransactionTemplate.class)
                      .execute(
                          _ ->
                              jdbc.sql(
                                      "select count(*) from practice.sync_log where http_status >="
                                          + " 400 or http_status = 0")
                                  .query(Long.class)
                                  .single()));
      assertThat(failed).as("failed calls in the log").isZero();
    }
  }

  private List<String> contacts() {
    var names = new ArrayList<String>();
    for (var it : List.of(DemoOrganisation.AU, DemoOrganisation.NZ)) {
      JsonNode books =
          JSON.readTree(
              xero.control("GET", "/_simulator/organisations/" + it.tenantId() + "/books"));
      JsonNode contacts = books.has("contacts") ? books.path("contacts") : books.path("Contacts");
      contacts.forEach(contact -> names.add(contact.path("Name").asString()));
    }
    return names;
  }

  private PracticeId connected(String tenant) {
    PracticeId practice = TestPractice.open(house).id();
    var connections = house.getBean(Connections.class);
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");
    Practices.run(
        practice,
        () -> {
          String answer =
              xero.control(
                  "POST",
                  "/_simulator/connect?"
                      + connections.begin(visitor).getRawQuery()
                      + "&tenant="
                      + tenant);
          var back =
              UriComponentsBuilder.fromUriString(JSON.readTree(answer).path("redirect").asString())
                  .build()
                  .getQueryParams();
          var grant = connections.complete(visitor, back.getFirst("state"), back.getFirst("code"));
          var binding = connections.choose(grant, tenant, visitor);
          house.getBean(Plans.class).decide(binding);
          connections.turnSendingOn(binding);
        });
    return practice;
  }

  private TandemProcess node() throws Exception {
    var environment = environment();
    return TandemProcess.start(Tandem.class, environment, "start");
  }

  private Map<String, String> environment() throws Exception {
    var environment = new HashMap<>(AnotherNode.environment(database, xero));
    environment.put("ENCRYPTION_KEY", NEW);
    environment.put("ENCRYPTION_KEY_PREVIOUS", OLD);
    environment.put("TANDEM_HOME", home.toString());
    environment.put("TANDEM_PORT", String.valueOf(TandemProcess.freePort()));
    return environment;
  }

  private static Map<String, Object> both() {
    return Map.of("ENCRYPTION_KEY", NEW, "ENCRYPTION_KEY_PREVIOUS", OLD);
  }

  private record Outcome(int exit, String out, String err) {}

  /** In a process of its own. */
  private Outcome command() throws Exception {
    try (TandemProcess command =
        TandemProcess.start(Tandem.class, environment(), "keys", "rotate")) {
      return new Outcome(command.exit(), command.output(), "");
    }
  }

  private Outcome rotate(String... arguments) {
    return execute(RotateKeysCommand.class, arguments);
  }

  private Outcome execute(Class<? extends AdminCommand> type, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      // One process runs one command: options must not stay from the last run.
      var command = house.getAutowireCapableBeanFactory().createBean(type);
      int exit = new CommandLine(command).execute(arguments);
      return new Outcome(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  private UUID addGrant(String token) throws Exception {
    UUID grant = UUID.randomUUID();
    UUID practice =
        jdbc.sql("select id from house.practice limit 1")
            .query(UUID.class)
            .optional()
            .orElseGet(() -> TestPractice.open(house).id().value());
    house
        .getBean("inHouse", TransactionTemplate.class)
        .executeWithoutResult(
            _ ->
                jdbc.sql(
                        """
                        insert into house.oauth_grant (id, provider, kind, practice_id, authorised_by, scopes,
                          access_token, access_expires_at, refresh_issued_at, status, created_at)
                        values (?, 'xero', 'consent', ?, ?, '', ?, now(), now(), 'refresh_failed', now())
                        """)
                    .params(
                        grant,
                        practice,
                        UUID.randomUUID(),
                        house.getBean(Sealing.class).seal(token, TOKENS.row(grant)))
                    .update());
    return grant;
  }

  private void node(String tail, String seen, String key) throws SQLException {
    sql(
        "insert into house.node (id, version, key_ids, seen_at, clock_off_ms) values ('00000000-0000-7000-8000-%s', '1', array['%s'], %s, 0)"
            .formatted(tail, key, seen));
  }

  private int nodes() {
    return house.getBean(KeyRotation.class).nodes().size();
  }

  /** Counted by the test itself. */
  private long left() {
    long left = 0;
    for (SealedColumn it : house.getBeansOfType(SealedColumn.class).values()) {
      left +=
          jdbc.sql(
                  "select count(*) from %1$s where %2$s <> '' and split_part(%2$s, ':', 1) <> '%3$s'"
                      .formatted(it.table(), it.column(), id(NEW)))
              .query(Long.class)
              .single();
    }
    return left;
  }

  private int refreshes() {
    return calls("/connect/token").size();
  }

  private List<JsonNode> calls(String path) {
    var found = new ArrayList<JsonNode>();
    JSON.readTree(xero.control("GET", "/_simulator/calls?path=" + path)).forEach(found::add);
    return found;
  }

  private void store(UUID grant, String value) {
    jdbc.sql("update house.oauth_grant set access_token = ? where id = ?")
        .params(value, grant)
        .update();
  }

  private String value(UUID grant) {
    return jdbc.sql("select access_token from house.oauth_grant where id = ?")
        .param(grant)
        .query(String.class)
        .single();
  }

  private static String olderForm(String plain, String key) throws Exception {
    byte[] iv = new byte[16];
    new SecureRandom().nextBytes(iv);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(HexFormat.of().parseHex(key), "AES"),
        new GCMParameterSpec(128, iv));
    byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
    var hex = HexFormat.of();
    int cut = sealed.length - 16;
    return hex.formatHex(iv)
        + ":"
        + hex.formatHex(sealed, cut, sealed.length)
        + ":"
        + hex.formatHex(sealed, 0, cut);
  }

  private static String id(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(key));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = database.connectAsSuperuser()) {
      connection.createStatement().execute(sql);
    }
  }
}
