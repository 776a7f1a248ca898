package dev.tandem.books.mapping;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds where things could belong, by the names and kinds of what an organisation has. Decides
 * nothing: a person sees it and takes it, or does not.
 */
final class Proposing {

  private static final List<String> SALES_WORDS =
      List.of("sales", "fees", "consult", "service", "income", "revenue");

  /** Income that nobody earns by what a practice sells, whatever else its name says. */
  private static final List<String> BESIDES =
      List.of(
          "interest",
          "dividend",
          "other",
          "rent",
          "hire",
          "gain",
          "exchange",
          "donation",
          "grant",
          "subsid",
          "rebate",
          "refund",
          "discount",
          "insurance",
          "recover");

  /** Accounts of a bank that clients' money does not come in to. */
  private static final List<String> NOT_FOR_TAKINGS =
      List.of(
          "credit card",
          "creditcard",
          "visa",
          "mastercard",
          "amex",
          "saving",
          "term deposit",
          "loan",
          "mortgage",
          "payroll",
          "wages",
          "tax");

  private static final int STEM = 7;

  private static final Map<PaymentMethod, List<String>> MONEY_WORDS =
      Map.of(
          PaymentMethod.CARD,
              List.of("eftpos", "card", "stripe", "square", "tyro", "merchant", "terminal"),
          PaymentMethod.CASH, List.of("cash", "till", "float"),
          PaymentMethod.CHEQUE, List.of("cheque", "check", "undeposited"));

  private final Offered offered;
  private final Map<Subject, Target> taken;

  /**
   * @param taken what is mapped already, and stays
   */
  Proposing(Offered offered, Map<Subject, Target> taken) {
    this.offered = offered;
    this.taken = taken;
  }

  List<Suggestion> all(
      List<ServiceView> services, Map<Subject, String> people, Map<Subject, String> places) {
    var all = new ArrayList<Suggestion>();
    add(all, Subject.REST, "Everything else", rest());
    services.forEach(it -> add(all, Subject.of(it.id()), it.name(), service(it)));
    people.forEach((subject, name) -> add(all, subject, name, tracking(name)));
    places.forEach((subject, name) -> add(all, subject, name, tracking(name)));
    LedgerAccount bank = tills().findFirst().orElse(null);
    if (bank != null) {
      add(all, Subject.PAYMENTS, "Every other payment", Target.account(bank.id()));
      for (PaymentMethod method : PaymentMethod.values()) {
        money(method)
            .filter(it -> !it.id().equals(bank.id()))
            .ifPresent(it -> add(all, Subject.of(method), method.label(), Target.account(it.id())));
      }
    }
    return all;
  }

  /** Where clients' money may come in, banks first. */
  private Stream<LedgerAccount> tills() {
    return offered.banks().stream().filter(it -> NOT_FOR_TAKINGS.stream().noneMatch(says(it)));
  }

  private static Predicate<String> says(LedgerAccount it) {
    String name = it.name().toLowerCase(Locale.ROOT);
    return name::contains;
  }

  private void add(List<Suggestion> all, Subject subject, String name, Target target) {
    if (!target.saysNothing() && !taken.containsKey(subject)) {
      all.add(new Suggestion(subject, name, target, words(target)));
    }
  }

  private String words(Target it) {
    var words = new ArrayList<String>();
    if (it.account() != null) {
      words.add(offered.name(Part.ACCOUNT, it.account()));
    }
    if (it.tax() != null) {
      words.add(offered.name(Part.TAX, it.tax()));
    }
    if (it.item() != null) {
      words.add("item " + offered.name(Part.ITEM, it.item()));
    }
    it.tracking().forEach(option -> words.add(offered.name(Part.TRACKING, option)));
    return String.join(", ", words);
  }

  private Target rest() {
    LedgerAccount account = usual();
    return account == null
        ? Target.NOTHING
        : new Target(account.id(), null, taxOf(account).orElse(null), List.of());
  }

  /** Only what its own account and tax leave open, and an item of its name. */
  private Target service(ServiceView it) {
    LedgerAccount own =
        offered.accountOfCode(it.accountCode()).filter(LedgerAccount::active).orElse(null);
    LedgerAccount found = own != null ? own : named(it.name()).orElse(usual());
    boolean taxed = offered.tax(it.taxType()).filter(LedgerTaxRate::active).isPresent();
    return new Target(
        own != null || found == null ? null : found.id(),
        offered.goods().stream()
            .filter(item -> same(item.name(), it.name()) || same(item.code(), it.name()))
            .map(LedgerItem::id)
            .findFirst()
            .orElse(null),
        taxed || found == null ? null : tax(found, it.taxRate()),
        List.of());
  }

  private Optional<LedgerAccount> named(String name) {
    return offered.sales().stream()
        .filter(it -> it.income() && akin(it.name(), name))
        .min(Comparator.comparing(it -> !same(it.name(), name)));
  }

  /** Where income goes of which nothing else is known. */
  private @Nullable LedgerAccount usual() {
    return offered.sales().stream()
        .filter(LedgerAccount::income)
        .min(
            Comparator.comparingInt(Proposing::rank)
                .thenComparing(it -> Objects.requireNonNullElse(it.code(), "")))
        .orElse(null);
  }

  private static int rank(LedgerAccount it) {
    if (it.type().equals("OTHERINCOME") || BESIDES.stream().anyMatch(says(it))) {
      return SALES_WORDS.size() + 1;
    }
    String name = it.name().toLowerCase(Locale.ROOT);
    for (int i = 0; i < SALES_WORDS.size(); i++) {
      if (name.contains(SALES_WORDS.get(i))) {
        return i;
      }
    }
    return SALES_WORDS.size();
  }

  private Optional<String> taxOf(LedgerAccount account) {
    return offered.salesTaxes().stream()
        .map(LedgerTaxRate::taxType)
        .filter(it -> it.equals(account.taxType()))
        .findFirst();
  }

  /**
   * Of the percentage that the service has, the account's own before others; else the account's.
   */
  private @Nullable String tax(LedgerAccount account, BigDecimal percent) {
    String usual = taxOf(account).orElse(null);
    return offered.salesTaxes().stream()
        .filter(it -> it.percent().compareTo(percent) == 0)
        .map(LedgerTaxRate::taxType)
        .min(Comparator.comparing(it -> !it.equals(usual)))
        .orElse(usual);
  }

  private Target tracking(String name) {
    return offered.tracking().stream()
        .filter(LedgerTracking::active)
        .filter(it -> same(it.name(), name) || within(it.name(), name))
        .min(Comparator.comparing(it -> !same(it.name(), name)))
        .map(it -> new Target(null, null, null, List.of(it.id())))
        .orElse(Target.NOTHING);
  }

  private Optional<LedgerAccount> money(PaymentMethod method) {
    return MONEY_WORDS.getOrDefault(method, List.of()).stream()
        .flatMap(word -> tills().filter(it -> says(it).test(word)))
        .findFirst();
  }

  private static boolean same(String a, String b) {
    return !folded(a).isEmpty() && folded(a).equals(folded(b));
  }

  /** Whether one name holds the other as whole words: Auckland, and Auckland Central. */
  private static boolean within(String a, String b) {
    String one = " " + folded(a) + " ";
    String other = " " + folded(b) + " ";
    return one.strip().length() > 2
        && other.strip().length() > 2
        && (one.contains(other) || other.contains(one));
  }

  /** Whether they share a word that says something: Consultation Fees, and Initial consultation. */
  private static boolean akin(String a, String b) {
    List<String> words = telling(b);
    return telling(a).stream().anyMatch(words::contains);
  }

  /** The stems of its longer words: Membership and Memberships are one. */
  private static List<String> telling(String name) {
    return Stream.of(folded(name).split(" "))
        .filter(it -> it.length() > 4 && SALES_WORDS.stream().noneMatch(it::equals))
        .map(it -> it.substring(0, Math.min(it.length(), STEM)))
        .toList();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
