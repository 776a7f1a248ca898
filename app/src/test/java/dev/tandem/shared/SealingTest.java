package dev.tandem.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TestDatabase;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several nodes with different keys on one database. */
class SealingTest {

  private static final String OLD = "0123456789abcdef".repeat(4);
  private static final String NEW = "fedcba9876543210".repeat(4);
  private static final String STRANGE = "00112233445566778899aabbccddeeff".repeat(2);
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
  private static final SealedColumn TOKENS = new SealedColumn("house.oauth_grant", "access_token");

  private final TestDatabase database = TestDatabase.fresh();
  private final UUID grant = UUID.randomUUID();
  private JdbcClient jdbc;
  private TransactionTemplate transaction;

  @BeforeEach
  void connect() {
    var source =
        new DriverManagerDataSource(
            database.database().jdbcUrl(),
            database.database().app(),
            database.database().appPassword());
    jdbc = JdbcClient.create(source);
    transaction = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void opensOnlyForTheRowItWasSealedFor() {
    Node node = new Node(OLD, "");
    String sealed = node.seal("token");
    assertThat(node.sealing.unseal(sealed, TOKENS.row(grant))).isEqualTo("token");
    assertThatThrownBy(() -> node.sealing.unseal(sealed, TOKENS.row(UUID.randomUUID())))
        .isInstanceOf(Sealing.CannotUnseal.class);
    char last = sealed.charAt(sealed.length() - 1);
    String changed = sealed.substring(0, sealed.length() - 1) + (last == '0' ? '1' : '0');
    assertThatThrownBy(() -> node.sealing.unseal(changed, TOKENS.row(grant)))
        .isInstanceOf(Sealing.CannotUnseal.class);
  }

  @Test
  void readsTheOlderFormUnderAnyOfItsKeys() throws Exception {
    for (int iv : List.of(12, 16)) {
      String old = olderForm("an old token", OLD, iv);
      assertThat(new Node(OLD, "").sealing.unseal(old, TOKENS.row(grant)))
          .isEqualTo("an old token");
      assertThat(new Node(OLD, NEW).sealing.unseal(old, "any row")).isEqualTo("an old token");
    }
    String strange = olderForm("an old token", STRANGE, 12);
    assertThatThrownBy(() -> new Node(OLD, NEW).sealing.unseal(strange, TOKENS.row(grant)))
        .isInstanceOf(Sealing.CannotUnseal.class);
    for (String none : List.of("", "plain", "a:b:c", "a:b", "::::", "zz:00:00:00")) {
      assertThatThrownBy(() -> new Node(OLD, "").sealing.unseal(none, "row"))
          .isInstanceOf(Sealing.CannotUnseal.class);
    }
  }

  @Test
  void aNodeWithBothKeysSealsWithTheOldOneUntilItIsChanged() {
    Node first = new Node(OLD, "");
    Node both = new Node(NEW, OLD + " , ");
    assertThat(both.seal("token")).startsWith(first.ring.wished() + ":");
    assertThat(first.sealing.unseal(both.seal("token"), TOKENS.row(grant))).isEqualTo("token");
    transaction.executeWithoutResult(_ -> both.key.change(both.ring.wished()));
    assertThat(both.seal("token")).startsWith(both.ring.wished() + ":");
    assertThatThrownBy(() -> first.seal("token")).isInstanceOf(SealingKey.Unknown.class);
    assertThat(new Node(NEW, "").key.current()).isEqualTo(both.ring.wished());
  }

  @Test
  void theChangeWaitsForWhoeverIsJustWriting() throws Exception {
    Node both = new Node(OLD, NEW);
    Node turning = new Node(NEW, OLD);
    var sealed = new CountDownLatch(1);
    var written = new CountDownLatch(1);
    var writer =
        CompletableFuture.supplyAsync(
            () ->
                transaction.execute(
                    _ -> {
                      String value = both.sealing.seal("token", TOKENS.row(grant));
                      sealed.countDown();
                      await(written);
                      return value;
                    }),
            THREADS);
    await(sealed);
    var change =
        CompletableFuture.runAsync(
            () -> transaction.executeWithoutResult(_ -> turning.key.change(turning.ring.wished())),
            THREADS);
    waitsForALock();
    assertThat(change).isNotDone();
    written.countDown();
    assertThat(writer.get(10, TimeUnit.SECONDS)).startsWith(both.ring.wished());
    change.get(10, TimeUnit.SECONDS);
    assertThat(both.seal("token")).startsWith(turning.ring.wished());
  }

  @Test
  void refusesToSealOutsideOfTheWritersTransaction() {
    Node node = new Node(OLD, "");
    assertThatThrownBy(() -> node.sealing.seal("token", TOKENS.row(grant)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }

  @Test
  void refusesADatabaseThatIsSealedUnderAnotherKey() {
    new Node(OLD, "");
    assertThatThrownBy(() -> new Node(STRANGE, NEW).key.requireKnown())
        .isInstanceOf(SealingKey.Unknown.class)
        .hasMessageContaining("sealed under another ENCRYPTION_KEY")
        .hasMessageContaining("./tandem keys new")
        .message()
        .doesNotContain(STRANGE);
  }

  @Test
  void takesOverADatabaseOfAnEarlierVersionUnderItsOwnKeyOnly() throws Exception {
    String value = SealedText.seal(id(OLD), key(OLD), "token", TOKENS.row(grant)).toString();
    addGrantOfAnEarlierVersion(value);
    Node strange = new Node(NEW, "");
    assertThatThrownBy(strange.key::requireKnown).isInstanceOf(SealingKey.Unknown.class);
    assertThatThrownBy(() -> strange.seal("token")).isInstanceOf(SealingKey.Unknown.class);
    Node both = new Node(NEW, OLD);
    assertThat(both.key.current()).isEqualTo(id(OLD));
    assertThat(both.sealing.unseal(value, TOKENS.row(grant))).isEqualTo("token");
    both.key.requireKnown();
    transaction.executeWithoutResult(_ -> both.key.change(both.ring.wished()));
    assertThatThrownBy(() -> new Node(NEW, "").key.requireKnown())
        .as("while a value still lies under the key before")
        .isInstanceOf(SealingKey.Unknown.class);
  }

  @Test
  void saysWhichVariableIsWrongAndShowsNothingOfIt() {
    assertThatThrownBy(() -> new KeyRing("", ""))
        .hasMessageContaining("ENCRYPTION_KEY is not set")
        .hasMessageContaining("./tandem keys new");
    assertThatThrownBy(() -> new KeyRing(OLD, "abc"))
        .hasMessageContaining("ENCRYPTION_KEY_PREVIOUS is not 64 hexadecimal characters")
        .message()
        .doesNotContain("abc");
    assertThat(new KeyRing(OLD, NEW).toString()).doesNotContain(OLD, NEW);
  }

  private static String id(String key) {
    return new KeyRing(key, "").wished();
  }

  private static SecretKeySpec key(String hex) {
    return new SecretKeySpec(HexFormat.of().parseHex(hex), "AES");
  }

  private static String olderForm(String plain, String key, int ivBytes) throws Exception {
    byte[] iv = new byte[ivBytes];
    new SecureRandom().nextBytes(iv);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key(key), new GCMParameterSpec(128, iv));
    byte[] sealed = cipher.doFinal(plain.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var hex = HexFormat.of();
    int cut = sealed.length - 16;
    return hex.formatHex(iv)
        + ":"
        + hex.formatHex(sealed, cut, sealed.length)
        + ":"
        + hex.formatHex(sealed, 0, cut);
  }

  private void addGrantOfAnEarlierVersion(String value) throws Exception {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      UUID practice = UUID.randomUUID();
      statement.execute(
          "insert into house.practice values ('%s', 'Quay', 'clinic', 'AU', 'Australia/Sydney', 'AUD', now())"
              .formatted(practice));
      statement.execute(
          """
          insert into house.oauth_grant (id, provider, kind, practice_id, authorised_by, scopes, access_token,
            access_expires_at, refresh_issued_at, status, created_at)
          values ('%s', 'xero', 'consent', '%s', '%s', '', '%s', now(), now(), 'active', now())
          """
              .formatted(grant, practice, UUID.randomUUID(), value));
    }
  }

  private void waitsForALock() throws Exception {
    try (var connection = database.connectAsSuperuser();
        var question =
            connection.prepareStatement(
                "select exists (select from pg_stat_activity where datname = current_database() and"
                    + " wait_event_type = 'Lock')")) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (System.nanoTime() < end) {
        var row = question.executeQuery();
        row.next();
        if (row.getBoolean(1)) {
          return;
        }
        Thread.onSpinWait();
      }
      throw new AssertionError("Nobody waits");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What one process has: its keys, on the database of all. */
  private final class Node {
    private final KeyRing ring;
    private final SealingKey key;
    private final Sealing sealing;

    Node(String wished, String previous) {
      ring = new KeyRing(wished, previous);
      key = new SealingKey(jdbc, ring, List.of(TOKENS));
      key.afterPropertiesSet();
      sealing = new Sealing(ring, key);
    }

    String seal(String plain) {
      return transaction.execute(_ -> sealing.seal(plain, TOKENS.row(grant)));
    }
  }
}
