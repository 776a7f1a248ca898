package dev.tandem.books.mapping;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.setup.ServiceView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation has to map to, as last read: what is in use, and what was.
 *
 * @param accounts empty before the first reading
 */
public record Offered(
    List<LedgerAccount> accounts,
    List<LedgerTaxRate> taxes,
    List<LedgerItem> items,
    List<LedgerTracking> tracking) {

  /** A tracking category with its options in use. */
  public record Category(String id, String name, List<LedgerTracking> options) {}

  public boolean unread() {
    return accounts.isEmpty();
  }

  /** Those that lines may name, what is earned first. */
  public List<LedgerAccount> sales() {
    return accounts.stream()
        .filter(it -> it.active() && it.sellable())
        .sorted((a, b) -> Boolean.compare(b.income(), a.income()))
        .toList();
  }

  /** Those that payments may go to, banks first. */
  public List<LedgerAccount> banks() {
    return accounts.stream()
        .filter(it -> it.active() && it.payable())
        .sorted((a, b) -> Boolean.compare(b.bank(), a.bank()))
        .toList();
  }

  /** Those that income may carry. */
  public List<LedgerTaxRate> salesTaxes() {
    return taxes.stream().filter(it -> it.active() && it.forRevenue()).toList();
  }

  public List<LedgerItem> goods() {
    return items.stream().filter(LedgerItem::active).toList();
  }

  public List<Category> categories() {
    return tracking.stream()
        .filter(LedgerTracking::active)
        .map(LedgerTracking::categoryId)
        .distinct()
        .map(this::category)
        .toList();
  }

  private Category category(String id) {
    List<LedgerTracking> options =
        tracking.stream().filter(it -> it.active() && it.categoryId().equals(id)).toList();
    return new Category(id, options.getFirst().category(), options);
  }

  Optional<LedgerAccount> account(@Nullable String id) {
    return find(accounts, it -> it.id().equals(id));
  }

  /** One in use before one that was. */
  Optional<LedgerAccount> accountOfCode(String code) {
    return find(accounts, it -> code.equals(it.code()) && it.active())
        .or(() -> find(accounts, it -> code.equals(it.code())));
  }

  Optional<LedgerTaxRate> tax(@Nullable String type) {
    return find(taxes, it -> it.taxType().equals(type));
  }

  /** What is charged for the service's own tax; empty where it is typed with just that. */
  Optional<LedgerTaxRate> otherRate(ServiceView it) {
    return tax(it.taxType())
        .filter(LedgerTaxRate::active)
        .filter(rate -> rate.percent().compareTo(it.taxRate()) != 0);
  }

  Optional<LedgerItem> item(@Nullable String id) {
    return find(items, it -> it.id().equals(id));
  }

  Optional<LedgerTracking> option(@Nullable String id) {
    return find(tracking, it -> it.id().equals(id));
  }

  /** Whether a line or, for {@code payment}, a payment may be given this. */
  boolean usable(Part part, String id, boolean payment) {
    return switch (part) {
      case ACCOUNT ->
          account(id)
              .filter(it -> it.active() && (payment ? it.payable() : it.invoiceable()))
              .isPresent();
      case TAX -> holds(salesTaxes(), LedgerTaxRate::taxType, id);
      case ITEM -> holds(goods(), LedgerItem::id, id);
      case TRACKING -> option(id).filter(LedgerTracking::active).isPresent();
    };
  }

  private static <T> boolean holds(List<T> all, Function<T, String> id, String wanted) {
    return all.stream().anyMatch(it -> id.apply(it).equals(wanted));
  }

  private static <T> Optional<T> find(Collection<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  /** The name that people know it by; the id of what was never read. */
  String name(Part part, String id) {
    return switch (part) {
      case ACCOUNT -> account(id).map(LedgerAccount::label).orElse(id);
      case TAX -> tax(id).map(LedgerTaxRate::name).orElse(id);
      case ITEM -> item(id).map(LedgerItem::name).orElse(id);
      case TRACKING -> option(id).map(it -> it.category() + ": " + it.name()).orElse(id);
    };
  }

  /** What is chosen and is not among what is offered, in words; null if it is, or nothing is. */
  public @Nullable String gone(String part, @Nullable String id, boolean payment) {
    Part of = Part.named(part).orElseThrow();
    if (id == null) {
      return null;
    }
    if (usable(of, id, payment)) {
      boolean unusual =
          of == Part.ACCOUNT && !holds(payment ? banks() : sales(), LedgerAccount::id, id);
      return unusual ? name(of, id) : null;
    }
    return name(of, id) + ", not in use any more";
  }

  /** Whether this option stands in a list of its category: an old one does, beside those in use. */
  public boolean choosable(String option) {
    return option(option)
        .filter(it -> categories().stream().anyMatch(at -> at.id().equals(it.categoryId())))
        .isPresent();
  }

  /** The id of an option of this category that is chosen and not in use any more. */
  public @Nullable String goneOption(Target target, String categoryId) {
    return target.tracking().stream()
        .flatMap(it -> option(it).stream())
        .filter(it -> !it.active() && it.categoryId().equals(categoryId))
        .map(LedgerTracking::id)
        .findFirst()
        .orElse(null);
  }
}
