package dev.tandem.practice.credits.web;

import dev.tandem.practice.setup.ServiceId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A line that the invoice should have had besides; what is left empty its service brings. */
class AddedLineForm {

  private @Nullable ServiceId service;
  private String description = "";
  private @Nullable BigDecimal quantity;
  private @Nullable BigDecimal unitPrice;
  private String account = "";
  private String tax = "";

  boolean isEmpty() {
    return service == null
        && quantity == null
        && unitPrice == null
        && description.isBlank()
        && account.isEmpty()
        && tax.isEmpty();
  }

  public @Nullable ServiceId getService() {
    return service;
  }

  public void setService(@Nullable ServiceId service) {
    this.service = service;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  public @Nullable BigDecimal getQuantity() {
    return quantity;
  }

  public void setQuantity(@Nullable BigDecimal quantity) {
    this.quantity = quantity;
  }

  public @Nullable BigDecimal getUnitPrice() {
    return unitPrice;
  }

  public void setUnitPrice(@Nullable BigDecimal unitPrice) {
    this.unitPrice = unitPrice;
  }

  /** The ledger's code; empty for the one that the service brings. */
  public String getAccount() {
    return account;
  }

  public void setAccount(String account) {
    this.account = account.strip();
  }

  /** The ledger's type; empty for the one that the service brings. */
  public String getTax() {
    return tax;
  }

  public void setTax(String tax) {
    this.tax = tax.strip();
  }
}
