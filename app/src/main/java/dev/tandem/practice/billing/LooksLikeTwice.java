package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be recorded may be there already: somebody has to say that it is other money.
 */
public class LooksLikeTwice extends Refused {

  private final List<PaymentTwin> twins;

  LooksLikeTwice(List<PaymentTwin> twins) {
    super(
        "This looks like money that is recorded already, and nothing was recorded. If it is other money, say so.");
    this.twins = List.copyOf(twins);
  }

  /** What it may be, on the same invoice first. */
  public List<PaymentTwin> twins() {
    return twins;
  }

  @Override
  public Map<String, Object> details() {
    return Map.of("twins", twins.stream().map(Told::of).toList());
  }

  /**
   * One as a program is told of it.
   *
   * @param key to be named by whoever is sure that this one is other money
   * @param difference its amount, of a deposit what is left of it, less what was to be recorded
   * @param likeness where the difference may come from: equal, rounded, fee, swapped digits
   */
  private record Told(
      String key,
      String where,
      LocalDate date,
      BigDecimal amount,
      String currency,
      String reference,
      @Nullable String invoice,
      boolean fromLedger,
      BigDecimal difference,
      String likeness) {

    static Told of(PaymentTwin it) {
      return new Told(
          it.key(),
          switch (it.place()) {
            case HERE -> "invoice";
            case OTHER_INVOICE -> "other invoice";
            case DEPOSIT -> "deposit";
          },
          it.date(),
          it.amount(),
          it.currency(),
          it.reference(),
          it.number(),
          it.fromLedger(),
          it.like().difference(),
          it.like().why().word());
    }
  }
}
