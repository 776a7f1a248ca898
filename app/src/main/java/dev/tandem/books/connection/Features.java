package dev.tandem.books.connection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of the work go on with one organisation, and why others do not.
 *
 * @param surplus scopes that the grant has and no feature in use needs
 * @param custom whether scopes are chosen in Xero's portal and not on a consent page
 */
public record Features(List<One> all, List<String> surplus, boolean custom) {

  /**
   * @param reason why nothing of it goes either way, in a whole sentence; null while it does
   * @param scope what has to be allowed for it
   */
  public record One(Feature feature, State state, @Nullable String reason, String scope) {}

  /** How a feature stands. */
  public enum State {
    ON,
    /** A person switched it off, or what it builds on. */
    OFF,
    /** It is wanted, and the grant does not allow it. */
    NEEDS_CONSENT
  }

  public One one(Feature feature) {
    return all.stream().filter(it -> it.feature() == feature).findFirst().orElseThrow();
  }

  /**
   * Why nothing of a kind goes either way; empty while it does. For kinds by their word: client,
   * invoice, payment, reference.
   */
  public Optional<String> paused(String kind) {
    return Feature.ofKind(kind).map(this::one).map(One::reason);
  }

  /** Whether records of this kind may be sent and read. */
  public boolean flows(String kind) {
    return paused(kind).isEmpty();
  }

  /** Those that wait for a consent and that every practice needs. */
  public List<Feature> wanting() {
    return all.stream()
        .filter(it -> it.state() == State.NEEDS_CONSENT)
        .map(One::feature)
        .filter(it -> !it.cameLater())
        .toList();
  }
}
