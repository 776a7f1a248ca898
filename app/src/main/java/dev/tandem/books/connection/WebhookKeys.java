package dev.tandem.books.connection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The signing keys, those of custom connections as last read from their rows: while the database is
 * away those count that were known last.
 */
@Component
class WebhookKeys implements SigningKeys {

  /** What is not proven makes us look for new keys, but not more often than this. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** The ledger hangs up after five seconds; who waits for a connection may wait for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A reading that lasts longer never ends: another one is begun beside it. */
  private static final Duration LOST = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(WebhookKeys.class);

  private final List<String> own;
  private final CustomApps apps;
  private volatile @Nullable Custom custom;
  private @Nullable Reading reading;

  WebhookKeys(XeroAppSettings settings, CustomApps apps) {
    this.own = words(settings.webhookKey());
    this.apps = apps;
  }

  private record Custom(List<CustomApps.SigningKey> keys, long readAt) {

    boolean old() {
      return System.nanoTime() - readAt > FRESH.toNanos();
    }
  }

  private record Reading(CompletableFuture<List<CustomApps.SigningKey>> keys, long since) {

    long left() {
      return Math.max(0, since + PATIENCE.toNanos() - System.nanoTime());
    }

    boolean over() {
      return keys.isDone() || System.nanoTime() - since > LOST.toNanos();
    }
  }

  /** Two while one takes over from the other, separated by commas. */
  private static List<String> words(String keys) {
    return Arrays.stream(keys.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  @Override
  public List<String> own() {
    return own;
  }

  @Override
  public boolean any() {
    return !own.isEmpty() || !custom().isEmpty();
  }

  @Override
  public Map<String, Set<String>> narrow() {
    return custom().stream()
        .collect(
            Collectors.groupingBy(
                CustomApps.SigningKey::key,
                Collectors.mapping(CustomApps.SigningKey::tenantId, Collectors.toSet())));
  }

  private List<CustomApps.SigningKey> custom() {
    Custom known = custom;
    if (known != null && !known.old()) {
      return known.keys();
    }
    Reading present = reading();
    try {
      return present.keys().get(present.left(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return knownLast(e);
    } catch (ExecutionException | TimeoutException e) {
      return knownLast(e);
    }
  }

  private List<CustomApps.SigningKey> knownLast(Exception why) {
    Custom known = custom;
    if (known == null) {
      throw new IllegalStateException("The signing keys cannot be read", why);
    }
    return known.keys();
  }

  /** The present one, beside whoever asks: it may last longer than anybody waits. */
  private synchronized Reading reading() {
    Reading present = reading;
    if (present == null || present.over()) {
      var begun =
          new Reading(new CompletableFuture<List<CustomApps.SigningKey>>(), System.nanoTime());
      Thread.ofVirtual().name("signing-keys").start(() -> read(begun.keys()));
      reading = begun;
      return begun;
    }
    return present;
  }

  private void read(CompletableFuture<List<CustomApps.SigningKey>> wanted) {
    try {
      List<CustomApps.SigningKey> keys = apps.signingKeys();
      custom = new Custom(keys, System.nanoTime());
      wanted.complete(keys);
    } catch (RuntimeException | Error e) {
      Custom known = custom;
      if (known != null) {
        custom = new Custom(known.keys(), System.nanoTime());
      }
      // Without the message: a database's may repeat what it was asked.
      log.warn("The keys of custom connections cannot be read: {}", e.getClass().getName());
      wanted.completeExceptionally(e);
    }
  }
}
