package dev.tandem.books.mapping;

import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line as the organisation's books want it. Each part is taken from the most particular that says
 * something of it: service, practitioner, location, the rest.
 *
 * @param account its code; empty if nothing says one
 * @param tax empty if nothing says one
 * @param percent 10 means ten percent
 * @param tracking at most one option of each category; none that is archived over there
 */
record Line(
    String account,
    String tax,
    BigDecimal percent,
    @Nullable LedgerItem item,
    List<LedgerTracking> tracking) {

  /**
   * @param own the service, whose own account and tax count as its mapping where the organisation
   *     has such; otherwise they are the last resort
   * @param targets from the most particular to the least, the service's own first; null where
   *     nothing is mapped
   */
  static Line of(ServiceView own, List<@Nullable Target> targets, Offered offered) {
    return of(own.accountCode(), own.taxType(), own.taxRate(), targets, offered);
  }

  /** Of something that is no service: account and tax are empty where nothing is mapped. */
  static Line ofNoService(List<@Nullable Target> targets, Offered offered) {
    return of("", "", BigDecimal.ZERO, targets, offered);
  }

  private static Line of(
      String ownAccount,
      String ownTax,
      BigDecimal ownRate,
      List<@Nullable Target> targets,
      Offered offered) {
    String tax =
        first(
            mapped(targets.subList(0, 1), Target::tax),
            offered.unread() || offered.tax(ownTax).isPresent() ? ownTax : null,
            mapped(targets, Target::tax),
            ownTax);
    return new Line(
        first(
            code(mapped(targets.subList(0, 1), Target::account), offered),
            offered.unread() || offered.accountOfCode(ownAccount).isPresent() ? ownAccount : null,
            code(mapped(targets, Target::account), offered),
            ownAccount),
        tax,
        offered.tax(tax).filter(LedgerTaxRate::active).map(LedgerTaxRate::percent).orElse(ownRate),
        // Xero: an unknown item refuses the whole document.
        offered.item(mapped(targets, Target::item)).filter(LedgerItem::active).orElse(null),
        tracking(targets, offered));
  }

  private static @Nullable String code(@Nullable String account, Offered offered) {
    return account == null ? null : offered.account(account).map(it -> it.code()).orElse(null);
  }

  private static @Nullable String mapped(
      List<@Nullable Target> targets, Function<Target, @Nullable String> part) {
    return targets.stream()
        .filter(Objects::nonNull)
        .map(part)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static String first(@Nullable String... said) {
    return Stream.of(said).filter(it -> it != null && !it.isBlank()).findFirst().orElse("");
  }

  private static List<LedgerTracking> tracking(List<@Nullable Target> targets, Offered offered) {
    Map<String, LedgerTracking> ofCategory = new LinkedHashMap<>();
    for (Target it : targets) {
      if (it != null) {
        it.tracking().stream()
            .flatMap(id -> offered.option(id).stream())
            .filter(LedgerTracking::active)
            .forEach(option -> ofCategory.putIfAbsent(option.categoryId(), option));
      }
    }
    return new ArrayList<>(ofCategory.values());
  }
}
