package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Proof.SCRIPTED_ONLY;

import dev.tandem.books.ledger.Kind;
import java.util.stream.Stream;

/** What is provoked of money, and how it is mended. */
final class MoneyCases {

  private MoneyCases() {}

  static Stream<MoneyCase> all() {
    return Catalogue.entries().stream()
        .filter(EveryMoneyRefusalTest::isMoney)
        .filter(it -> !it.name().equals("perhaps-there-payment"))
        .filter(it -> it.fragments().stream().noneMatch(f -> f.contains("say whether")))
        .filter(it -> !it.happened().isEmpty())
        .map(MoneyCases::said);
  }

  private static MoneyCase said(Refusal it) {
    Kind kind =
        !it.kinds().isEmpty()
            ? it.kinds().iterator().next()
            : it.name().startsWith("credit-")
                ? Kind.CREDIT_NOTE
                : it.name().startsWith("allocation-")
                    ? Kind.ALLOCATION
                    : it.name().startsWith("batch-") ? Kind.RECEIPT : Kind.PAYMENT;
    return new MoneyCase(
        it.name(),
        kind.text(),
        SCRIPTED_ONLY,
        "Xero says the words.",
        scene -> scene.said(it, kind),
        MoneyRefusalScene::tryAgain);
  }
}
