package dev.tandem.practice.billing;

import java.math.BigDecimal;

/**
 * Lines of one account and tax go to another account or tax; what they say and cost stays.
 *
 * @param newRate percent of the new tax: 10 means ten percent
 */
public record Recoding(
    String account, String tax, String newAccount, String newTax, BigDecimal newRate) {

  boolean means(LineDetails line) {
    return line.accountCode().equals(account) && line.taxType().equals(tax);
  }

  LineDetails of(LineDetails it) {
    return new LineDetails(
        it.description(),
        it.quantity(),
        it.unitPrice(),
        newAccount,
        newTax,
        tax.equals(newTax) ? it.taxRate() : newRate,
        it.service(),
        it.itemCode(),
        it.discount(),
        it.tracking());
  }
}
