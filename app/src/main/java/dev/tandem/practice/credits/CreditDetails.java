package dev.tandem.practice.credits;

import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Priced;
import dev.tandem.shared.InvalidInput;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a credit note is to say.
 *
 * @param date in the practice's time zone
 * @param reason for the client and the bookkeeper
 * @param refunding how what the invoice does not owe any more is given back; null to keep it as the
 *     client's credit
 */
public record CreditDetails(
    CreditPurpose purpose,
    LocalDate date,
    String reason,
    LineAmounts lineAmounts,
    List<LineDetails> lines,
    @Nullable Refunding refunding) {

  static final int LONGEST_REASON = 200;

  public CreditDetails {
    lines = List.copyOf(lines);
    reason = reason.strip();
  }

  Priced checked(LocalDate today) {
    var errors = new LinkedHashMap<String, String>();
    if (date.isAfter(today) || date.getYear() < 1900) {
      errors.put("date", "The day of the credit: not after today");
    }
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      errors.put("reason", "Say why, in at most 200 characters");
    }
    if (lines.isEmpty()) {
      errors.put("lines", "Credit at least one line");
    }
    if (refunding != null) {
      refunding.check(today, errors);
    }
    Priced.check(lines, lineAmounts, errors);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    Priced priced = Priced.of(lines, lineAmounts);
    if (priced.totals().total().signum() <= 0) {
      throw new InvalidInput("lines", "A credit note comes to more than nothing");
    }
    return priced;
  }
}
