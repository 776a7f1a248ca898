package dev.tandem.books.connection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The signing keys, those of custom connections as last read from their rows. */
@Component
class WebhookKeys implements SigningKeys {

  /** What is not proven makes us look for new keys, but not more often than this. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final List<String> own;
  private final CustomApps apps;
  private volatile Custom custom = new Custom(List.of(), System.nanoTime() - FRESH.toNanos());

  WebhookKeys(XeroAppSettings settings, CustomApps apps) {
    this.own = words(settings.webhookKey());
    this.apps = apps;
  }

  private record Custom(List<CustomApps.SigningKey> keys, long readAt) {

    boolean old() {
      return System.nanoTime() - readAt > FRESH.toNanos();
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
    if (known.old()) {
      known = new Custom(apps.signingKeys(), System.nanoTime());
      custom = known;
    }
    return known.keys();
  }
}
