package dev.tandem.practice.billing;

import dev.tandem.shared.InvalidInput;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Of which twins somebody has said that they are other money: of those that they were shown.
 *
 * @param keys as {@link PaymentTwin#key}
 */
public record Sure(Set<String> keys) {

  private static final Pattern KEY = Pattern.compile("(payment|deposit):[0-9a-f-]{36}");

  /**
   * As a program names them.
   *
   * @throws InvalidInput if one is no key at all: it would never cover anything
   */
  public static Sure named(Collection<String> keys) {
    if (!keys.stream().allMatch(KEY.asMatchPredicate())) {
      throw new InvalidInput("sure", "The `key` of each of the `twins` that the refusal listed");
    }
    return ofThese(keys);
  }

  public static Sure ofThese(Collection<String> keys) {
    return new Sure(Set.copyOf(keys));
  }

  /**
   * @throws LooksLikeTwice if there is one among these of which nobody has said it
   */
  public void orAsk(List<PaymentTwin> twins) {
    if (!covers(twins)) {
      throw new LooksLikeTwice(twins);
    }
  }

  public boolean covers(List<PaymentTwin> twins) {
    return twins.stream().allMatch(it -> keys.contains(it.key()));
  }
}
