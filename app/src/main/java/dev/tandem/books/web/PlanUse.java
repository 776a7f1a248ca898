package dev.tandem.books.web;

import dev.tandem.books.lane.LedgerPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this installation's app reads from Xero in the month, against what its plan includes.
 *
 * @param read this month from every organisation of the app, other practices' among them
 * @param ours this practice's part of that, organisations included that it ended since
 * @param expected by the month's end
 * @param included 0 if that is not known
 * @param costNow this practice's part of what is beyond the plan so far, in Australian dollars;
 *     null if there is no price
 * @param costExpected this practice's part by the month's end
 * @param claimed calls a day of an organisation, as Xero answers; null if it has not said
 * @param shared whether other practices use the same app
 */
public record PlanUse(
    LedgerPlan.@Nullable Tier tier,
    long read,
    long ours,
    long expected,
    long included,
    @Nullable BigDecimal perGigabyte,
    @Nullable BigDecimal costNow,
    @Nullable BigDecimal costExpected,
    @Nullable Integer claimed,
    boolean shared) {

  private static final int HIGH = 80;

  public int percent() {
    return included == 0 ? 0 : Math.clamp(100 * read / included, 0, 100);
  }

  public String readInWords() {
    return Bytes.inWords(read);
  }

  public String oursInWords() {
    return Bytes.inWords(ours);
  }

  /** What other practices read through the same app. */
  public String othersInWords() {
    return Bytes.inWords(read - ours);
  }

  public String expectedInWords() {
    return Bytes.inWords(expected);
  }

  public String includedInWords() {
    return Bytes.inWords(included);
  }

  /** The month in a sentence. */
  public String inWords() {
    String months =
        "%s read this month, about %s by its end".formatted(readInWords(), expectedInWords());
    if (included == 0) {
      return months + ". " + (tier == null ? UNKNOWN : NO_ALLOTMENT);
    }
    String of = months + ", of %s that the plan includes".formatted(includedInWords());
    if (expected <= included) {
      return of + ". Nothing is to pay beyond the plan.";
    }
    return costExpected == null
        ? of + "."
        : of
            + ". Beyond the plan that comes to about AUD %s, without tax%s."
                .formatted(costExpected, yours());
  }

  /** Of a price that several practices share only our part is told. */
  private String yours() {
    return shared ? " for your part of it" : "";
  }

  private static final String UNKNOWN =
      "Which plan the app has at Xero is not known here: TANDEM_XERO_TIER says so (starter, core, plus or advanced).";
  private static final String NO_ALLOTMENT =
      "Xero's Starter plan names no amount of data; it allows 1,000 calls a day for each organisation.";

  /** What the provider of this installation should know. */
  public List<Spending.Warning> warnings() {
    var warnings = new ArrayList<Spending.Warning>();
    if (included > 0 && read >= included) {
      warnings.add(
          new Spending.Warning(
              "bad",
              "The %s that the plan includes are used up%s."
                  .formatted(
                      includedInWords(),
                      perGigabyte == null
                          ? ""
                          : ": each further GB costs AUD "
                              + perGigabyte
                              + ", so far "
                              + costNow
                              + yours())));
    } else if (included > 0 && expected > included) {
      warnings.add(
          new Spending.Warning(
              "warn",
              "At this pace the month comes to %s, more than the %s that the plan includes%s."
                  .formatted(
                      expectedInWords(),
                      includedInWords(),
                      costExpected == null
                          ? ""
                          : ": about AUD " + costExpected + " beyond it" + yours())));
    } else if (included > 0 && percent() >= HIGH) {
      warnings.add(
          new Spending.Warning(
              "warn", "%d %% of what the plan includes this month are used.".formatted(percent())));
    }
    if (tier != null && claimed != null && claimed < tier.callsADay()) {
      warnings.add(
          new Spending.Warning(
              "warn",
              "Xero allows %,d calls a day, yet TANDEM_XERO_TIER says %s, which has %,d. What Xero says counts."
                  .formatted(claimed, tier.title(), tier.callsADay())));
    }
    return warnings;
  }
}
