package dev.tandem.xero.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose books these are.
 *
 * @param organisationId equals the tenant id
 * @param timezone Xero's own name of the zone, such as {@code AUSEASTERNSTANDARDTIME}
 * @param organisationClass the plan, such as {@code DEMO} or {@code STARTER}
 * @param periodLockDate documents up to this day are closed for all but advisers
 * @param endOfYearLockDate documents up to this day are closed for everybody
 */
public record XeroOrganisation(
    @Nullable UUID organisationId,
    @Nullable String name,
    @Nullable String legalName,
    @Nullable String shortCode,
    @Nullable String baseCurrency,
    @Nullable String countryCode,
    @Nullable String timezone,
    @Nullable String version,
    @JsonProperty("Class") @Nullable String organisationClass,
    @Nullable String edition,
    @Nullable Boolean isDemoCompany,
    @Nullable XeroStatus organisationStatus,
    @Nullable String taxNumber,
    @Nullable String salesTaxBasis,
    @Nullable String defaultSalesTax,
    @Nullable LocalDate periodLockDate,
    @Nullable LocalDate endOfYearLockDate) {

  @Override
  public String toString() {
    return "XeroOrganisation[" + organisationId + "]";
  }
}
