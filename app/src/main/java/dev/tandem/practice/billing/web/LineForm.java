package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One row as typed: what is left empty is taken from the service. */
class LineForm {

  private @Nullable ServiceId service;
  private @Nullable String description;
  private @Nullable BigDecimal quantity;
  private @Nullable BigDecimal unitPrice;
  private String discount = "";
  private final LinePlace place = new LinePlace();

  static LineForm of(LineDetails it) {
    var form = new LineForm();
    form.service = it.service();
    form.description = it.description();
    form.quantity = it.quantity();
    form.unitPrice = it.unitPrice();
    form.discount = it.discount() == null ? "" : it.discount().text();
    return form;
  }

  public @Nullable ServiceId getService() {
    return service;
  }

  public void setService(@Nullable ServiceId service) {
    this.service = service;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
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

  public String getDiscount() {
    return discount;
  }

  public void setDiscount(String discount) {
    this.discount = discount;
  }

  public LinePlace getPlace() {
    return place;
  }

  private @Nullable Discount discount() {
    try {
      return Discount.read(discount);
    } catch (NumberFormatException e) {
      throw new InvalidInput("discount", "A percentage like 10% or an amount like 5.00");
    }
  }

  boolean isEmpty() {
    return service == null
        && unitPrice == null
        && (description == null || description.isBlank())
        && place.saysNothing();
  }

  /**
   * The line as it was invoiced, with what was written over it.
   *
   * @param posting where it belongs: where it was, unless somebody says otherwise
   */
  LineDetails onto(LineDetails was, Posting posting) {
    return new LineDetails(
        description == null || description.isBlank() ? was.description() : description,
        quantity == null ? BigDecimal.ONE : quantity,
        unitPrice == null ? was.unitPrice() : unitPrice,
        posting.accountCode(),
        posting.taxType(),
        posting.taxRate(),
        was.service(),
        posting.itemCode(),
        discount(),
        posting.tracking());
  }

  /**
   * A new line of no service.
   *
   * @throws InvalidInput if what a service would bring is not written
   */
  LineDetails details(Posting posting) {
    if (unitPrice == null) {
      throw new InvalidInput("unitPrice", "Enter the price: no service brings one");
    }
    if (description == null || description.isBlank()) {
      throw new InvalidInput("description", "Say what it is for: no service brings a name");
    }
    return new LineDetails(
        description,
        quantity == null ? BigDecimal.ONE : quantity,
        unitPrice,
        posting.accountCode(),
        posting.taxType(),
        posting.taxRate(),
        null,
        posting.itemCode(),
        discount(),
        posting.tracking());
  }

  /**
   * A new line of the service.
   *
   * @param posting where the service belongs in the ledger's books
   * @param amounts how the invoice says its prices; the service's own price is turned into that
   * @param currency of the invoice
   * @throws InvalidInput if the service's own price is in another currency and none is written
   */
  LineDetails details(ServiceView its, Posting posting, LineAmounts amounts, String currency) {
    if (unitPrice == null && !its.price().currency().equals(currency)) {
      throw new InvalidInput(
          "unitPrice",
          "Enter the price in %s: the service’s own is in %s"
              .formatted(currency, its.price().currency()));
    }
    return new LineDetails(
        description == null || description.isBlank() ? its.name() : description,
        quantity == null ? BigDecimal.ONE : quantity,
        unitPrice == null
            ? amounts.price(its.price().amount(), its.taxInclusive(), posting.taxRate())
            : unitPrice,
        posting.accountCode(),
        posting.taxType(),
        posting.taxRate(),
        its.id(),
        posting.itemCode(),
        discount(),
        posting.tracking());
  }
}
