package dev.tandem.simulator.webhook;

import dev.tandem.simulator.accounting.books.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a webhook can be subscribed to in the developer portal, as of November 2026. */
enum Category {
  CONTACT(Kind.CONTACT, Extra.NONE),
  /** Sales invoices and bills alike; the event does not say which. */
  INVOICE(Kind.INVOICE, Extra.NONE),
  CREDITNOTE(Kind.CREDIT_NOTE, Extra.TYPE_AND_STATUS),
  PREPAYMENT(Kind.PREPAYMENT, Extra.WITH_MOMENT),
  OVERPAYMENT(Kind.OVERPAYMENT, Extra.WITH_MOMENT),
  /** Announced, but not there yet: behind a switch. */
  PAYMENT(Kind.PAYMENT, Extra.WITH_MOMENT),
  /** Of the app store, about the app itself instead of an organisation. */
  SUBSCRIPTION(null, Extra.NONE);

  /** What an event's {@code data} holds. */
  enum Extra {
    NONE,
    TYPE_AND_STATUS,
    /** UpdatedDateUTCString besides. */
    WITH_MOMENT
  }

  private final @Nullable Kind kind;
  private final Extra extra;

  Category(@Nullable Kind kind, Extra extra) {
    this.kind = kind;
    this.extra = extra;
  }

  Extra extra() {
    return extra;
  }

  static Optional<Category> of(Kind kind) {
    return Arrays.stream(values()).filter(each -> each.kind == kind).findFirst();
  }

  /** Those that exist without a switch. */
  static Set<Category> usual() {
    return EnumSet.complementOf(EnumSet.of(PAYMENT));
  }

  /** Empty when one of the names is no category. */
  static Optional<Set<Category>> named(Collection<String> names) {
    Set<Category> found = EnumSet.noneOf(Category.class);
    for (String name : names) {
      String upper = name.toUpperCase(Locale.ROOT);
      Optional<Category> category =
          Arrays.stream(values()).filter(each -> each.name().equals(upper)).findFirst();
      if (category.isEmpty()) {
        return Optional.empty();
      }
      found.add(category.get());
    }
    return Optional.of(found);
  }

  static String names(Collection<Category> categories) {
    return categories.stream().map(Category::name).collect(Collectors.joining(", "));
  }
}
