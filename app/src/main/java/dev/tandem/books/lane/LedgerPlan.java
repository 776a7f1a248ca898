package dev.tandem.books.lane;

import dev.tandem.start.StartRefused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The plan that this installation's app has at Xero: it is the provider's, for all organisations
 * and practices together, so the environment names it and no practice.
 */
@Component
public class LedgerPlan {

  private static final long GIGABYTE = 1L << 30;

  /**
   * Xero's plans for apps as published, in force since 2 March 2026 (<a
   * href="https://developer.xero.com/pricing">pricing</a>). Prices in Australian dollars without
   * tax.
   */
  public enum Tier {
    STARTER("Starter", 5, 0, 1_000, "0", null),
    CORE("Core", 50, 10, 5_000, "35", "2.40"),
    PLUS("Plus", 1_000, 50, 5_000, "245", "2.40"),
    ADVANCED("Advanced", 10_000, 250, 5_000, "1445", "2.40");

    private final String title;
    private final int connections;
    private final int gigabytes;
    private final int callsADay;
    private final BigDecimal fee;
    private final @Nullable BigDecimal perGigabyte;

    Tier(
        String title,
        int connections,
        int gigabytes,
        int callsADay,
        String fee,
        @Nullable String perGigabyte) {
      this.title = title;
      this.connections = connections;
      this.gigabytes = gigabytes;
      this.callsADay = callsADay;
      this.fee = new BigDecimal(fee);
      this.perGigabyte = perGigabyte == null ? null : new BigDecimal(perGigabyte);
    }

    public String title() {
      return title;
    }

    /** Organisations that may be connected at once. */
    public int connections() {
      return connections;
    }

    /** For each organisation. */
    public int callsADay() {
      return callsADay;
    }

    /** A month, in Australian dollars. */
    public BigDecimal fee() {
      return fee;
    }
  }

  private final @Nullable Tier tier;
  private final int gigabytes;

  /**
   * @param tier starter, core, plus or advanced; empty when nobody said
   * @param gigabytes what is included in a month, where something else was agreed; 0 for what the
   *     tier includes
   * @throws StartRefused if there is no such tier
   */
  LedgerPlan(
      @Value("${TANDEM_XERO_TIER:}") String tier,
      @Value("${TANDEM_XERO_EGRESS_GB:0}") int gigabytes) {
    this.tier = tier.isBlank() ? null : named(tier.strip());
    this.gigabytes = gigabytes;
  }

  private static Tier named(String tier) {
    return Stream.of(Tier.values())
        .filter(it -> it.name().equals(tier.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new StartRefused(
                    "TANDEM_XERO_TIER is '%s'; it may be starter, core, plus or advanced."
                        .formatted(tier)));
  }

  public @Nullable Tier tier() {
    return tier;
  }

  /** Bytes that may be read in a month without extra cost; 0 when that is not known. */
  public long monthBytes() {
    return (gigabytes > 0 || tier == null ? gigabytes : tier.gigabytes) * GIGABYTE;
  }

  /** Of an organisation, before its first answer tells; null when that is not known. */
  public @Nullable Integer callsADay() {
    return tier == null ? null : tier.callsADay;
  }

  /** For each gigabyte beyond, in Australian dollars; null where there is no such price. */
  public @Nullable BigDecimal perGigabyte() {
    return tier == null ? null : tier.perGigabyte;
  }

  /**
   * What so many bytes in a month cost beyond the plan, in Australian dollars; null when that is
   * not known.
   */
  public @Nullable BigDecimal cost(long bytes) {
    BigDecimal price = perGigabyte();
    if (price == null || monthBytes() == 0) {
      return null;
    }
    return new BigDecimal(Math.max(0, bytes - monthBytes()))
        .multiply(price)
        .divide(new BigDecimal(GIGABYTE), 2, RoundingMode.HALF_UP);
  }
}
