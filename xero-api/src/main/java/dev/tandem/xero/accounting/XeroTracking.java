package dev.tandem.xero.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The option of one tracking category that a line belongs to; names or ids suffice. */
public record XeroTracking(
    @Nullable String name,
    @Nullable String option,
    @JsonProperty("TrackingCategoryID") @Nullable UUID trackingCategoryId,
    @JsonProperty("TrackingOptionID") @Nullable UUID trackingOptionId) {

  /** By names, as a person sees them in Xero. */
  public static XeroTracking of(String category, String option) {
    return new XeroTracking(category, option, null, null);
  }
}
