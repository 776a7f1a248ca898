package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.ServiceChoices;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A service as typed. */
record ServiceForm(
    @Nullable String name,
    @Nullable String minutes,
    @Nullable String price,
    @Nullable Boolean taxInclusive,
    @Nullable String accountCode,
    @Nullable String taxType,
    @Nullable String taxRate,
    @Nullable String colour) {

  /**
   * @param offer of the books; null if nothing is known of them
   */
  static ServiceForm blank(ServiceChoices.@Nullable Offer offer) {
    // Where books are known their mapping says what a service does not.
    return offer == null
        ? new ServiceForm("", "30", "", true, "200", "OUTPUT", "10", "")
        : new ServiceForm("", "30", "", true, "", "", "0", "");
  }

  static ServiceForm of(ServiceView it) {
    return new ServiceForm(
        it.name(),
        Integer.toString(it.minutes()),
        Money.typed(it.price().amount(), it.price().currency()),
        it.taxInclusive(),
        it.accountCode(),
        it.taxType(),
        it.taxRate().toPlainString(),
        it.colour());
  }

  /**
   * @param offer of the books, whose tax brings its rate along; null if nothing is known of them
   * @param before what was there keeps what it has, also if it is not in use any more
   * @throws InvalidInput if the books have no such account or tax in use
   */
  ServiceDetails details(ServiceChoices.@Nullable Offer offer, @Nullable ServiceView before) {
    return offer == null ? typed() : chosen(typed(), offer, before);
  }

  private static ServiceDetails chosen(
      ServiceDetails it, ServiceChoices.Offer offer, @Nullable ServiceView before) {
    var errors = new LinkedHashMap<String, String>();
    boolean sameAccount = before != null && before.accountCode().equals(it.accountCode());
    if (!it.accountCode().isEmpty() && !sameAccount && !offer.hasAccount(it.accountCode())) {
      errors.put("accountCode", "Choose one of the accounts in use");
    }
    boolean sameTax = before != null && before.taxType().equals(it.taxType());
    if (!it.taxType().isEmpty() && !sameTax && offer.tax(it.taxType()).isEmpty()) {
      errors.put("taxType", "Choose one of the taxes in use");
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    BigDecimal usual = offer.usualRate() == null ? it.taxRate() : offer.usualRate();
    return it.charged(
        it.taxType().isEmpty()
            ? usual
            : offer.tax(it.taxType()).map(ServiceChoices.Tax::percent).orElse(it.taxRate()));
  }

  private ServiceDetails typed() {
    return new ServiceDetails(
        Typing.text(name),
        Typing.wholeNumber("minutes", minutes),
        Typing.number("price", price),
        !Boolean.FALSE.equals(taxInclusive),
        Typing.text(accountCode),
        Typing.text(taxType),
        Typing.number("taxRate", taxRate),
        Typing.text(colour));
  }
}
