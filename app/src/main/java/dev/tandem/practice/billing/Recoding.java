package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.util.List;

/**
 * Lines of one account and tax go to another account or tax; what they say and cost stays.
 *
 * @param newRate what the ledger charges for the new tax, in percent; also where it is the old tax:
 *     a line may have been written with another rate
 */
public record Recoding(
    String account, String tax, String newAccount, String newTax, BigDecimal newRate) {

  /** The line as the first of these that means it has it; itself if none does. */
  public static LineDetails among(List<Recoding> recodings, LineDetails line) {
    return recodings.stream()
        .filter(it -> it.means(line))
        .findFirst()
        .map(it -> it.of(line))
        .orElse(line);
  }

  private boolean means(LineDetails line) {
    return line.accountCode().equals(account) && line.taxType().equals(tax);
  }

  private LineDetails of(LineDetails it) {
    return new LineDetails(
        it.description(),
        it.quantity(),
        it.unitPrice(),
        newAccount,
        newTax,
        newRate,
        it.service(),
        it.itemCode(),
        it.discount(),
        it.tracking());
  }
}
