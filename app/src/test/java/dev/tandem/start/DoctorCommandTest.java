package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemProcess;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.Finding.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tandem doctor}, with and without an application. */
@TandemTest
@ExtendWith(OutputCaptureExtension.class)
class DoctorCommandTest {

  private static final Clock NOW = Clock.systemUTC();
  private static final String KEY = "0123456789abcdef".repeat(4);

  @Autowired private ApplicationContext house;
  @Autowired private dev.tandem.TestDatabase database;
  @TempDir private Path home;

  @Test
  void tellsProgramsWhatItFoundOfInstallationAndPractice(CapturedOutput console) {
    TestPractice practice = TestPractice.open(house);
    int exit = run(() -> house, "--json", "--practice", practice.id().toString());
    String out = console.getOut();
    JsonNode tree = JsonMapper.shared().readTree(out.substring(out.indexOf("{\n")));
    assertThat(exit).isEqualTo(tree.path("level").asString().equals("wrong") ? 1 : 0);
    assertThat(tree.path("practices")).hasSize(1);
    assertThat(tree.at("/practices/0/id").asString()).isEqualTo(practice.id().toString());
    assertThat(tree.path("installation").findValuesAsString("chapter"))
        .contains("configuration", "keys", "clock", "database", "machine", "webhooks");
    assertThat(tree.at("/practices/0/findings").toString()).contains("connected to none");
    assertThat(out).doesNotContain(KEY, TandemTest.WEBHOOK_KEY);
  }

  @Test
  void endsWithOneWhenThePracticeIsUnknownOrLiveIsUnclear(CapturedOutput console) {
    TestPractice.open(house);
    TestPractice.open(house);
    assertThat(run(() -> house, "--practice", "Nobody's")).isEqualTo(1);
    assertThat(run(() -> house, "--live")).isEqualTo(1);
    assertThat(console.getErr())
        .contains("There is no practice 'Nobody's'", "name it with --practice");
  }

  @Test
  void saysWhatItCanWithoutADatabase(CapturedOutput console) {
    int exit =
        run(
            () -> {
              throw new StartRefused("The database at x cannot be reached.");
            });
    assertThat(exit).isEqualTo(1);
    assertThat(console.getOut())
        .contains("Configuration", "WRONG  Start: The database at x cannot be reached.", "Disk")
        .contains("thing is wrong");
  }

  /** As people have it: one report, no stack trace, and nothing on standard error. */
  @Test
  void worksWhenTheDatabaseIsOff() throws Exception {
    assertThat(process(Map.of("TANDEM_DATABASE_URL", "postgres://u:p@localhost:1/none"), "doctor"))
        .contains("WRONG  Start: The database at", "cannot be reached", "Public address")
        .doesNotContain("\tat ", "Exception", "u:p");
  }

  private String process(Map<String, String> around, String command) throws Exception {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                TandemProcess.classPath(),
                "dev.tandem.Tandem",
                command)
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(it -> it.matches("(TANDEM|XERO|DB|DATABASE)_.*"));
    builder.environment().put("TANDEM_HOME", home.toString());
    builder.environment().put("ENCRYPTION_KEY", KEY);
    builder.environment().putAll(around);
    Process process = builder.start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(1);
    return said;
  }

  /** A doctor of a new version must not migrate under running nodes of the old one. */
  @Test
  void changesNothingOfAnEmptyDatabase() throws Exception {
    var migrator = database.database();
    String name = "untouched_" + System.nanoTime();
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = migrator.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    Map<String, String> around =
        Map.of(
            "TANDEM_DATABASE_URL",
                "%s?user=%s&password=%s"
                    .formatted(url, migrator.migrator(), migrator.migratorPassword()),
            "TANDEM_DATABASE_APP_PASSWORD", migrator.appPassword());
    String said = process(around, "doctor");
    assertThat(said).contains("WRONG  Start: The database is at version none", "backup");
    try (var connection =
            java.sql.DriverManager.getConnection(
                url, migrator.migrator(), migrator.migratorPassword());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_namespace where nspname in ('house', 'practice')")) {
      rows.next();
      assertThat(rows.getInt(1)).as("schemas made by looking").isZero();
    }
    assertThat(process(Map.of(), "doctor")).contains("There is no database in", "./tandem start");
    assertThat(home.resolve("postgres")).doesNotExist();
  }

  @Test
  void readsTheEnvironmentCritically() {
    assertThat(settings(Map.of("TANDEM_PUBLIC_URL", "desk.example")))
        .anySatisfy(it -> wrong(it, "Public address", "not a web address"));
    assertThat(settings(Map.of("TANDEM_PUBLIC_URL", "http://desk.example")))
        .anySatisfy(it -> wrong(it, "Public address", "plain HTTP"));
    assertThat(settings(Map.of("XERO_CLIENT_ID", "x")))
        .anySatisfy(it -> wrong(it, "Xero app", "XERO_CLIENT_SECRET is not set"));
    assertThat(settings(Map.of("XERO_REDIRECT_URI", "http://127.0.0.1:8080/x")))
        .anySatisfy(it -> wrong(it, "Redirect URI", "refuses 127.0.0.1"));
    assertThat(settings(Map.of("XERO_REDIRECT_URI", "http://desk.example/x")))
        .anySatisfy(it -> wrong(it, "Redirect URI", "plain http"));
    assertThat(settings(Map.of("XERO_REDIRECT_URI", "/callback")))
        .anySatisfy(it -> wrong(it, "Redirect URI", "no full address"));
    assertThat(settings(Map.of("TANDEM_ADDRESS", "0.0.0.0")))
        .anySatisfy(
            it -> {
              assertThat(it.level()).isEqualTo(Level.LOOK);
              assertThat(it.seen()).contains("listens on 0.0.0.0");
            });
    assertThat(settings(Map.of())).noneMatch(it -> it.title().equals("Billing provider"));
    assertThat(settings(Map.of("AMS_BILLING_SERVICE_CLASS", "ams.billing.XeroService")))
        .anySatisfy(
            it -> {
              assertThat(it.title()).isEqualTo("Billing provider");
              assertThat(it.level()).isEqualTo(Level.FINE);
              assertThat(it.seen())
                  .contains("AMS_BILLING_SERVICE_CLASS", "ams.billing.XeroService");
            });
    assertThat(settings(Map.of("AMS_BILLING_SERVICE_CLASS", "ams.billing.OtherService")))
        .anySatisfy(
            it -> {
              assertThat(it.level()).isEqualTo(Level.LOOK);
              assertThat(it.seen()).contains("OtherService", "the setting is not read");
            });
    assertThat(
            settings(
                Map.of(
                    "TANDEM_PUBLIC_URL", "https://desk.example",
                    "XERO_CLIENT_ID", "A".repeat(32),
                    "XERO_CLIENT_SECRET", "not-to-be-shown",
                    "XERO_WEBHOOK_KEY", "not-to-be-shown",
                    "XERO_REDIRECT_URI", "https://desk.example/ledger/connection/callback")))
        .allSatisfy(it -> assertThat(it.level()).as(it.toString()).isEqualTo(Level.FINE))
        .noneSatisfy(it -> assertThat(it.toString()).contains("not-to-be-shown"));
    assertThat(
            new SettingsExamination(new Surroundings(Map.of("TANDEM_HOME", home.toString())), NOW)
                .examine())
        .anySatisfy(it -> wrong(it, "Encryption key", "ENCRYPTION_KEY is not set"));
  }

  @Test
  void warnsThatACertificateEndsSoon() {
    new CommandLine(new HttpsCommand(surroundings(Map.of("PATH", "")))).execute();
    Clock later = Clock.fixed(NOW.instant().plus(Duration.ofDays(370)), ZoneOffset.UTC);
    assertThat(new SettingsExamination(surroundings(Map.of()), later).examine())
        .anySatisfy(
            it -> {
              assertThat(it.title()).isEqualTo("HTTPS");
              assertThat(it.level()).isEqualTo(Level.LOOK);
              assertThat(it.remedy()).contains("./tandem https --renew");
            });
  }

  @Test
  void warnsBeforeTheDiskIsFull() {
    assertThat(MachineExamination.space(home, 100L << 20).level()).isEqualTo(Level.WRONG);
    assertThat(MachineExamination.space(home, 1000L << 20).level()).isEqualTo(Level.LOOK);
    assertThat(MachineExamination.space(home, 5000L << 20).level()).isEqualTo(Level.FINE);
  }

  private static void wrong(Finding it, String title, String words) {
    assertThat(it.title()).isEqualTo(title);
    assertThat(it.level()).isEqualTo(Level.WRONG);
    assertThat(it.seen()).contains(words);
    assertThat(it.remedy()).isNotBlank();
  }

  private List<Finding> settings(Map<String, String> variables) {
    return new SettingsExamination(surroundings(variables), NOW).examine();
  }

  private Surroundings surroundings(Map<String, String> variables) {
    var all = new HashMap<>(Map.of("ENCRYPTION_KEY", KEY, "TANDEM_HOME", home.toString()));
    all.putAll(variables);
    return new Surroundings(all);
  }

  private int run(Supplier<ApplicationContext> application, String... arguments) {
    return new CommandLine(new DoctorCommand(surroundings(Map.of()), application))
        .execute(arguments);
  }
}
