package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemProcess;
import dev.tandem.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./tandem https} and what a start makes of it, in a process of its own. */
class HttpsTest {

  private static final Clock NOW = Clock.systemUTC();

  @TempDir private Path home;

  @Test
  void makesACertificateForThisMachineWhoseAuthorityCannotSignAnythingElse() throws Exception {
    assertThat(https("--host", "desk.lan", "--host", "192.168.1.20")).isZero();
    ServedCertificate made = ServedCertificate.of(surroundings(Map.of()), NOW).orElseThrow();
    assertThat(made.ownMade()).isTrue();
    assertThat(made.leaf().getSubjectAlternativeNames())
        .extracting(it -> String.valueOf(it.get(1)))
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "desk.lan", "192.168.1.20");
    assertThat(Duration.between(made.leaf().getNotBefore().toInstant(), made.ends()))
        .isBetween(Duration.ofDays(396), Duration.ofDays(397));
    X509Certificate ca = certificate(home.resolve("https/ca.pem"));
    made.leaf().verify(ca.getPublicKey());
    assertThat(made.leaf().getBasicConstraints()).isEqualTo(-1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.key())))
        .isEqualTo("rw-------");
    try (var files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()))
          .as("the authority's key is nowhere")
          .containsExactlyInAnyOrder("ca.pem", "certificate.pem", "key.pem");
    }
  }

  @Test
  void keepsOneThatLastsAndTakesItAwayWhenAsked() throws Exception {
    https();
    byte[] first = Files.readAllBytes(home.resolve("https/certificate.pem"));
    assertThat(https()).isZero();
    assertThat(home.resolve("https/certificate.pem")).hasBinaryContent(first);
    assertThat(https("--renew")).isZero();
    assertThat(Files.readAllBytes(home.resolve("https/certificate.pem"))).isNotEqualTo(first);
    assertThat(https("--off")).isZero();
    assertThat(home.resolve("https")).doesNotExist();
    assertThat(https("--host", "https://desk.lan/")).isEqualTo(2);
  }

  @Test
  void leavesSigningToMkcertWhereItIsInstalled() throws Exception {
    https();
    Path ready = home.resolve("ready");
    Files.move(home.resolve("https"), ready);
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path mkcert = bin.resolve("mkcert");
    Files.writeString(
        mkcert,
        "#!/bin/sh\necho \"$@\" >%1$s/asked\n/bin/cp %1$s/certificate.pem certificate.pem\n/bin/cp %1$s/key.pem key.pem\n"
            .formatted(ready));
    Files.setPosixFilePermissions(mkcert, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(https(Map.of("PATH", bin.toString()))).isZero();
    assertThat(ready.resolve("asked"))
        .hasContent("-cert-file certificate.pem -key-file key.pem localhost 127.0.0.1 ::1");
    assertThat(home.resolve("https/certificate.pem")).exists();
    assertThat(home.resolve("https/ca.pem")).as("mkcert keeps its own").doesNotExist();
  }

  @Test
  void refusesWhatCannotBeServedInWords() throws Exception {
    https();
    Path certificate = home.resolve("https/certificate.pem");
    Path key = home.resolve("https/key.pem");
    refuses(Map.of(), after(Duration.ofDays(398)), "ended on", "--renew", "--off");
    refuses(Map.of(), after(Duration.ofDays(-2)), "begins on", "clock");
    refuses(Map.of("TANDEM_TLS_CERT", "x.pem"), NOW, "TANDEM_TLS_KEY is not");
    refuses(own("missing.pem", key.toString()), NOW, "There is no file missing.pem");
    refuses(own(key.toString(), key.toString()), NOW, "holds no certificate");
    refuses(own(certificate.toString(), certificate.toString()), NOW, "holds no private key");
    Path other = home.resolve("other.pem");
    Files.copy(certificate, other);
    https("--renew");
    refuses(own(other.toString(), key.toString()), NOW, "does not belong to");
    Files.writeString(key, "nonsense");
    refuses(Map.of(), NOW, "holds no private key");
  }

  @Test
  void servesHttpsAndLeadsThereAndTakesARenewedCertificateWhileItRuns() throws Exception {
    https();
    int plain = freePort();
    int secure = freePort();
    Process tandem = start(plain, secure);
    try (HttpClient browser = trusting(home.resolve("https/ca.pem"))) {
      URI safe = URI.create("https://localhost:" + secure);
      awaitUp(tandem, browser, safe.resolve("/first-run"));

      var page = get(browser, safe.resolve("/first-run"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it).contains("Secure"));
      assertThat(page.headers().firstValue("Strict-Transport-Security"))
          .as("not on localhost")
          .isEmpty();

      URI unsafe = URI.create("http://localhost:" + plain);
      var led = get(browser, unsafe.resolve("/ledger?text=a%20b"));
      assertThat(led.statusCode()).isEqualTo(308);
      assertThat(led.headers().firstValue("Location"))
          .hasValue("https://localhost:" + secure + "/ledger?text=a%20b");
      assertThat(led.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(led.headers().allValues("Set-Cookie")).isEmpty();
      assertThat(post(browser, unsafe.resolve("/first-run")).statusCode()).isEqualTo(308);
      for (String webhook : List.of("/webhooks/xero", "/billing/xero/webhooks/")) {
        assertThat(post(browser, unsafe.resolve(webhook)).statusCode())
            .as("its sender follows no redirect")
            .isEqualTo(401);
      }
      assertThat(get(browser, unsafe.resolve("/actuator/health")).statusCode()).isEqualTo(200);
      assertThat(forwarded(browser, unsafe.resolve("/first-run")).statusCode())
          .as("a proxy in front speaks HTTPS already")
          .isEqualTo(200);

      https("--renew");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                try (HttpClient renewed = trusting(home.resolve("https/ca.pem"))) {
                  assertThat(get(renewed, safe.resolve("/first-run")).statusCode()).isEqualTo(200);
                }
              });
    } finally {
      end(tandem);
    }
  }

  @Test
  void doesNotStartOnACertificateItCannotRead() throws Exception {
    https();
    Files.writeString(home.resolve("https/key.pem"), "nonsense");
    Process tandem = start(freePort(), freePort());
    try {
      String said =
          new String(
              tandem.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(tandem.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(tandem.exitValue()).isEqualTo(1);
      assertThat(said.strip().lines().toList())
          .hasSize(1)
          .first()
          .asString()
          .contains("Tandem did not start", "holds no private key");
    } finally {
      end(tandem);
    }
  }

  private int https(String... options) {
    return https(Map.of("PATH", ""), options);
  }

  private int https(Map<String, String> variables, String... options) {
    return new CommandLine(new HttpsCommand(surroundings(variables))).execute(options);
  }

  private Surroundings surroundings(Map<String, String> variables) {
    var all = new HashMap<>(variables);
    all.put("TANDEM_HOME", home.toString());
    return new Surroundings(all);
  }

  private static Map<String, String> own(String certificate, String key) {
    return Map.of("TANDEM_TLS_CERT", certificate, "TANDEM_TLS_KEY", key);
  }

  private void refuses(Map<String, String> variables, Clock clock, String... words) {
    assertThatThrownBy(() -> ServedCertificate.of(surroundings(variables), clock))
        .isInstanceOf(StartRefused.class)
        .message()
        .contains(words)
        .hasLineCount(1);
  }

  private static Clock after(Duration time) {
    return Clock.fixed(NOW.instant().plus(time), ZoneOffset.UTC);
  }

  private Process start(int plain, int secure) throws IOException {
    var database = TestDatabase.fresh().database();
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", TandemProcess.classPath(), "dev.tandem.Tandem"));
    command.add("start");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(it -> it.matches("(TANDEM|XERO|DB|DATABASE)_.*"));
    environment.put("TANDEM_HOME", home.toString());
    environment.put("TANDEM_PORT", String.valueOf(plain));
    environment.put("TANDEM_HTTPS_PORT", String.valueOf(secure));
    environment.put("ENCRYPTION_KEY", "0123456789abcdef".repeat(4));
    environment.put(
        "TANDEM_DATABASE_URL",
        "%s?user=%s&password=%s"
            .formatted(database.jdbcUrl(), database.migrator(), database.migratorPassword()));
    environment.put("TANDEM_DATABASE_APP_PASSWORD", database.appPassword());
    return builder.start();
  }

  private static void awaitUp(Process tandem, HttpClient browser, URI page) {
    Thread.ofVirtual().start(() -> drain(tandem));
    Awaitility.await("the first page")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () -> {
              assertThat(tandem.isAlive()).isTrue();
              return get(browser, page).statusCode() == 200;
            });
  }

  private static void drain(Process tandem) {
    try {
      tandem.getInputStream().transferTo(System.out);
    } catch (IOException _) {
      // It ended.
    }
  }

  private static void end(Process tandem) throws InterruptedException {
    tandem.destroy();
    if (!tandem.waitFor(60, TimeUnit.SECONDS)) {
      tandem.destroyForcibly();
    }
  }

  private static HttpClient trusting(Path ca) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate(ca));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static X509Certificate certificate(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static HttpResponse<String> get(HttpClient browser, URI page) throws Exception {
    return browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> forwarded(HttpClient browser, URI page) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(page).header("X-Forwarded-Proto", "https").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient browser, URI page) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(page).POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
