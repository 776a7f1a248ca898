package dev.tandem.xero.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an organisation sorts its income and costs by; at most two are active at a time. */
public record XeroTrackingCategory(
    @JsonProperty("TrackingCategoryID") @Nullable UUID trackingCategoryId,
    @Nullable String name,
    @Nullable XeroStatus status,
    @Nullable List<Option> options) {

  /** One value of the category. */
  public record Option(
      @JsonProperty("TrackingOptionID") @Nullable UUID trackingOptionId,
      @Nullable String name,
      @Nullable XeroStatus status) {}
}
