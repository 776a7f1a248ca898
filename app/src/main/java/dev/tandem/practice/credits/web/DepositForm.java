package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deposit as it is being written; kept when it is refused. */
class DepositForm {

  private @Nullable AdvanceId page;
  private @Nullable BigDecimal amount;
  private @Nullable LocalDate date;
  private PaymentMethod method = PaymentMethod.CARD;
  private String reference = "";
  private @Nullable LocationId location;
  private List<String> sure = List.of();

  AdvanceDetails details(ClientId client, LocalDate today) {
    if (amount == null) {
      throw new InvalidInput("amount", "An amount above 0, in whole cents");
    }
    return new AdvanceDetails(
        client, location, date == null ? today : date, amount, method, reference);
  }

  /** Of which money somebody has said that it is other: {@code PaymentTwin#key}. */
  public List<String> getSure() {
    return sure;
  }

  public void setSure(List<String> sure) {
    this.sure = sure;
  }

  public @Nullable AdvanceId getPage() {
    return page;
  }

  public void setPage(@Nullable AdvanceId page) {
    this.page = page;
  }

  public @Nullable BigDecimal getAmount() {
    return amount;
  }

  public void setAmount(@Nullable BigDecimal amount) {
    this.amount = amount;
  }

  public @Nullable LocalDate getDate() {
    return date;
  }

  public void setDate(@Nullable LocalDate date) {
    this.date = date;
  }

  public PaymentMethod getMethod() {
    return method;
  }

  public void setMethod(PaymentMethod method) {
    this.method = method;
  }

  public String getReference() {
    return reference;
  }

  public void setReference(String reference) {
    this.reference = reference;
  }

  public @Nullable LocationId getLocation() {
    return location;
  }

  public void setLocation(@Nullable LocationId location) {
    this.location = location;
  }
}
