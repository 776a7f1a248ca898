package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Xero: what it says of money that was put wrongly. Tandem puts none so; if one of these is ever
 * said all the same, it is Tandem's mistake and nobody in the practice can put it right.
 */
final class OurMistakes {

  private static final Set<Kind> DEPOSIT = Set.of(Kind.ADVANCE);
  private static final Set<Kind> PAID = Set.of(Kind.PAYMENT, Kind.REFUND);
  private static final Set<Kind> ALL_PAID = Set.of(Kind.PAYMENT, Kind.REFUND, Kind.RECEIPT);

  /** Words by the kinds of which they are said. */
  private static final Map<String, Set<Kind>> WORDS =
      Map.ofEntries(
          Map.entry("overpayment can only have one line item", DEPOSIT),
          Map.entry("quantity must be greater than zero", DEPOSIT),
          Map.entry("unit amount must not be zero", DEPOSIT),
          Map.entry("itemcode can only be present", DEPOSIT),
          Map.entry("total for this document must be greater than zero", DEPOSIT),
          Map.entry("must equal the calculated tax amount", DEPOSIT),
          Map.entry("bank transaction not of valid status", DEPOSIT),
          Map.entry("only spend and receive bank transactions can be", DEPOSIT),
          Map.entry("type of the bank transaction must be specified", DEPOSIT),
          Map.entry("type of a bank transaction cannot be changed", DEPOSIT),
          Map.entry("through the banktransfers endpoint", DEPOSIT),
          Map.entry("reconciled with a bank statement", DEPOSIT),
          Map.entry("bank amount must be greater than zero", PAID),
          Map.entry("new payment can only have the status authorised", PAID),
          Map.entry("exactly one of invoice, creditnote", PAID),
          Map.entry("only status accepted for updates", ALL_PAID),
          Map.entry("batchpaymentid must be specified", Set.of(Kind.RECEIPT)),
          Map.entry("credit note type must be specified", Set.of(Kind.CREDIT_NOTE)),
          Map.entry("type of an existing document cannot be changed", Set.of(Kind.CREDIT_NOTE)),
          Map.entry(
              "length of the field reference",
              Set.of(Kind.PAYMENT, Kind.REFUND, Kind.RECEIPT, Kind.ADVANCE, Kind.CREDIT_NOTE)));

  static final List<Refusal> ALL =
      WORDS.entrySet().stream()
          .sorted(Comparator.comparing(Map.Entry::getKey))
          .map(
              it ->
                  Refusal.of(
                      it.getValue(),
                      "mistake-" + it.getKey().replaceAll("[^a-z]+", "-"),
                      it.getKey(),
                      "Tandem put this to Xero in a way that Xero does not take.",
                      "Try it again; if that does not help, tell whoever looks after Tandem.",
                      Step.AGAIN))
          .toList();

  private OurMistakes() {}
}
