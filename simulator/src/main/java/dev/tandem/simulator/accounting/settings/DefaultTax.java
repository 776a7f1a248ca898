package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The tax type that Xero gives an account which names none: by its class and the region. */
final class DefaultTax {
  private DefaultTax() {}

  static String of(Ledger ledger, String accountType) {
    List<String> candidates =
        switch (AccountTypes.classOf(accountType).orElse("ASSET")) {
          case "REVENUE" -> List.of("OUTPUT2", "OUTPUT");
          case "EXPENSE" ->
              accountType.equals("DEPRECIATN") ? List.of() : List.of("INPUT2", "INPUT");
          default -> List.of();
        };
    return candidates.stream()
        .filter(type -> known(ledger, type))
        .findFirst()
        .orElseGet(() -> known(ledger, "BASEXCLUDED") ? "BASEXCLUDED" : "NONE");
  }

  private static boolean known(Ledger ledger, String type) {
    return ledger.get(Kind.TAX_RATE, type).map(DefaultTax::active).orElse(false);
  }

  private static boolean active(ObjectNode rate) {
    return rate.path("Status").asString("").equals("ACTIVE");
  }
}
