package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceView;
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

  static ServiceForm blank() {
    return new ServiceForm("", "30", "", true, "200", "OUTPUT", "10", "");
  }

  static ServiceForm of(ServiceView it) {
    return new ServiceForm(
        it.name(),
        Integer.toString(it.minutes()),
        it.price().amount().toPlainString(),
        it.taxInclusive(),
        it.accountCode(),
        it.taxType(),
        it.taxRate().toPlainString(),
        it.colour());
  }

  ServiceDetails details() {
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
